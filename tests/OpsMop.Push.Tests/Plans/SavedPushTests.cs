using System.Text;
using OpsMop.Push.Plans;
using OpsMop.Push.Rollouts;
using OpsMop.Push.Tests.Rollouts;

namespace OpsMop.Push.Tests.Plans;

/// <summary>A push whose plans are saved, and one that applies them.</summary>
public sealed class SavedPushTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("opsmop-plans-").FullName;
    private readonly FakeFleet _fleet = new();
    private readonly List<InventoryHost> _hosts;

    public SavedPushTests()
    {
        var inventory = new Inventory();
        _hosts = [.. Enumerable.Range(1, 3).Select(number => inventory.Host($"web{number}"))];
        _fleet.Ends = (host, roles) => FakeFleet.Done() with { Plan = Encoding.UTF8.GetBytes($"{host} {roles}\n") };
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task The_plan_of_a_host_has_its_runs_in_order_and_each_goes_back_to_where_it_was_made()
    {
        await SaveAsync(Roles());
        Assert.All(_fleet.Orders, order => Assert.True(order.SavesPlan));
        var plans = new HostPlanFolder(_path).Load();
        Assert.Equal(["web1", "web2", "web3"], plans.Keys.Order());
        Assert.Equal(["a+b", "c"], plans["web1"].Runs.Select(run => string.Join('+', run.Roles)));
        Assert.Equal(["a", "b", "c"], plans["web1"].Roles);
        Assert.Equal(["a", "b"], plans["web2"].Roles);

        _fleet.Orders.Clear();
        await _fleet.PushAsync(Roles(), _hosts, new PushSettings { Plans = plans });
        Assert.All(_fleet.Orders, order => Assert.False(order.SavesPlan));
        Assert.Equal(
            ["web1 a+b\n", "web1 c\n", "web2 a+b\n", "web3 a+b\n"],
            _fleet.Orders.Select(order => Encoding.UTF8.GetString(order.SavedPlan.Span)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_host_that_could_not_be_planned_whole_has_no_plan()
    {
        _fleet.Ends = (host, roles) => host == "web2" ? FakeFleet.Fails() : FakeFleet.Done() with { Plan = "x\n"u8.ToArray() };
        await SaveAsync(Roles());

        Assert.Equal(["web1", "web3"], new HostPlanFolder(_path).Load().Keys.Order());
    }

    [Fact]
    public async Task What_runs_once_is_applied_on_the_host_that_it_was_planned_on()
    {
        List<RoleEntry> roles = [Role("once").Once()];
        await SaveAsync(roles);
        var plans = new HostPlanFolder(_path).Load();
        var planned = Assert.Single(plans.Values, plan => plan.Runs.Count > 0).Host;

        _fleet.Orders.Clear();
        await _fleet.PushAsync(roles, [.. _hosts.Where(host => host.Name != planned), _hosts.Single(host => host.Name == planned)], new PushSettings { Plans = plans });
        Assert.Equal(planned, Assert.Single(_fleet.Orders).HostName);
    }

    [Fact]
    public async Task A_host_whose_plan_lacks_a_run_fails_and_the_others_go_on()
    {
        await SaveAsync(Roles());
        var plans = new HostPlanFolder(_path).Load().ToDictionary(plan => plan.Key, plan => plan.Key == "web2" ? plan.Value with { Runs = [] } : plan.Value);
        _fleet.Orders.Clear();
        _fleet.Events.Clear();
        var finished = await _fleet.PushAsync(Roles(), _hosts, new PushSettings { Plans = plans });

        Assert.Equal((2, 1), (finished.Ok, finished.Failed));
        Assert.Equal("its plan has no run of a, b; make a new plan", _fleet.ErrorOf("web2"));
        Assert.DoesNotContain(_fleet.Orders, order => order.HostName == "web2");
    }

    private static RoleEntry Role(string name) => new Roles().Add(new Nothing(), name);

    // The last is for one host only, so that it is a step of its own.
    private List<RoleEntry> Roles() => [Role("a"), Role("b"), Role("c").On(_ => _hosts.Take(1))];

    private Task SaveAsync(List<RoleEntry> roles)
    {
        var folder = new HostPlanFolder(_path);
        folder.Prepare(_hosts.Select(host => host.Name));
        return _fleet.PushAsync(roles, _hosts, new PushSettings { IsPlan = true, SavesPlansTo = folder });
    }

    private sealed class Nothing : Role
    {
        public override IReadOnlyList<Variable> Variables => [];

        public override void Define(Host host)
        {
        }
    }
}
