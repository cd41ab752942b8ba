using OpsMop.Engine.Events;
using OpsMop.Push.Connections;
using OpsMop.Push.Rollouts;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Tests.Rollouts;

/// <summary>What runs where, in which order, and what becomes of the others when one fails.</summary>
public sealed class PushRunTests
{
    private readonly FakeFleet _fleet = new();
    private readonly Inventory _inventory = new();

    [Fact]
    public async Task Neighbours_with_the_same_hosts_share_a_run()
    {
        await _fleet.PushAsync([Role("a"), Role("b")], Hosts(2));
        Assert.Equal(["web1: a+b", "web2: a+b"], Runs().Order());
        Assert.Equal(2, _fleet.Log.Count(line => line.StartsWith("connect")));
    }

    [Fact]
    public async Task A_step_begins_when_the_one_before_has_ended_on_all_its_hosts()
    {
        var hosts = Hosts(3);
        var slow = new TaskCompletionSource();
        _fleet.Waits = (host, role) => role == "database" && host == "web3" ? slow.Task : Task.CompletedTask;
        var push = _fleet.PushAsync([Role("database"), Role("site").On(_ => hosts.Take(1))], hosts);
        await WaitFor(() => Runs().Count == 3);
        Assert.DoesNotContain("web1: site", Runs());
        slow.SetResult();
        await push;
        Assert.Equal("web1: site", Runs()[^1]);
    }

    [Fact]
    public async Task A_host_that_fails_is_out_and_the_others_finish()
    {
        var hosts = Hosts(3);
        _fleet.Ends = (host, role) => host == "web2" && role == "a" ? FakeFleet.Fails() : FakeFleet.Done(changed: 1);
        var finished = await _fleet.PushAsync([Role("a"), Role("b").On(_ => hosts.Skip(1))], hosts);
        Assert.DoesNotContain("web2: b", Runs());
        Assert.Contains("web3: b", Runs());
        Assert.Equal((0, 2, 1, 0, 0, "@failed"), (finished.Ok, finished.Changed, finished.Failed, finished.Unreachable, finished.Skipped, finished.Again));
        var failed = _fleet.Events.OfType<HostFinished>().Single(host => host.Host == "web2");
        Assert.Equal(("it broke", "File[/x]", "Site.cs", 7), (failed.Error, failed.Resource, failed.File, failed.Line));
        Assert.Equal(["web2"], _fleet.Unfinished);
    }

    [Fact]
    public async Task A_host_that_is_not_there_does_not_hold_up_the_others()
    {
        _fleet.Connects = host => _ = host == "web1" ? throw new UnreachableException(UnreachableReason.Refused, "web1 refuses") : 0;
        var finished = await _fleet.PushAsync([Role("a")], Hosts(3));
        Assert.Equal((2, 1), (finished.Ok, finished.Unreachable));
        Assert.Equal((ContactStatus.Unreachable, "web1 refuses"), (_fleet.StatusOf("web1"), _fleet.ErrorOf("web1")));
    }

    [Fact]
    public async Task Batches_run_one_after_the_other_and_a_failure_ends_the_rollout()
    {
        _fleet.Ends = (host, _) => host == "web2" ? FakeFleet.Fails() : FakeFleet.Done();
        var finished = await _fleet.PushAsync([Role("a").Serial("1", "2", "100%")], Hosts(6), new PushSettings { Forks = 1 });
        Assert.Equal(["web1: a", "web2: a"], Runs());
        Assert.Equal((1, 1, 4), (finished.Ok, finished.Failed, finished.Skipped));
        Assert.Equal(["1 of 3: web1", "2 of 3: web2,web3"], _fleet.Events.OfType<BatchStarted>().Select(batch => $"{batch.Number} of {batch.Of}: {string.Join(',', batch.Hosts)}"));
        Assert.Contains("'a' allows 0", _fleet.ErrorOf("web6"));
        Assert.Equal(["web2", "web3", "web4", "web5", "web6"], _fleet.Unfinished);
    }

    [Theory]
    [InlineData("1", 6)]
    [InlineData("50%", 6)]
    [InlineData("0", 2)]
    public async Task So_many_failures_as_the_policy_allows_do_not_end_a_rollout(string most, int hosts)
    {
        _fleet.Ends = (host, _) => host == "web2" ? FakeFleet.Fails() : FakeFleet.Done();
        await _fleet.PushAsync([Role("a").Serial("3").MaxFailures(most)], Hosts(6), new PushSettings { Forks = 1 });
        Assert.Equal(hosts, Runs().Count);
    }

    [Fact]
    public async Task The_roles_of_a_block_go_through_a_batch_together()
    {
        var roles = new Roles();
        roles.On("all", rolling =>
        {
            rolling.Add(new Empty(), "a").DelegatedTo("balancer");
            rolling.Add(new Empty(), "b");
        }).Serial("1");
        await _fleet.PushAsync(roles.Entries, Hosts(2));
        Assert.Equal(["balancer: a for web1", "web1: b", "balancer: a for web2", "web2: b"], Runs());
        Assert.Single(_fleet.Log, "connect balancer");
    }

    [Fact]
    public async Task Fail_fast_begins_nothing_more_after_the_first_failure()
    {
        _fleet.Ends = (host, _) => host == "web1" ? FakeFleet.Fails() : FakeFleet.Done();
        var finished = await _fleet.PushAsync([Role("a")], Hosts(5), new PushSettings { Forks = 1, FailsFast = true });
        Assert.Equal(["web1: a"], Runs());
        Assert.Equal((1, 4), (finished.Failed, finished.Skipped));
        Assert.Contains("--fail-fast", _fleet.ErrorOf("web5"));
    }

    [Fact]
    public async Task Where_no_host_of_a_role_is_left_nothing_that_comes_after_it_is_begun()
    {
        var hosts = Hosts(3);
        _fleet.Ends = (_, role) => role == "database" ? FakeFleet.Fails() : FakeFleet.Done();
        await _fleet.PushAsync([Role("database").On(_ => hosts.Take(1)), Role("site").On(_ => hosts.Skip(1))], hosts);
        Assert.Equal(["web1: database"], Runs());
        Assert.Equal((ContactStatus.Skipped, "no host of the role 'database' is left"), (_fleet.StatusOf("web2"), _fleet.ErrorOf("web2")));
    }

    [Fact]
    public async Task No_more_hosts_are_worked_on_at_a_time_than_there_are_forks()
    {
        _fleet.Waits = (_, _) => Task.Delay(5);
        await _fleet.PushAsync([Role("a")], Hosts(12), new PushSettings { Forks = 3 });
        Assert.Equal((12, 3), (Runs().Count, _fleet.MostRunning));
    }

    [Fact]
    public async Task What_runs_once_runs_on_the_first_host_that_is_reached()
    {
        _fleet.Connects = host => _ = host == "web1" ? throw new UnreachableException(UnreachableReason.Timeout, "web1 is silent") : 0;
        await _fleet.PushAsync([Role("a").Once()], Hosts(4), new PushSettings { Forks = 1 });
        Assert.Equal(["web2: a"], Runs());
        Assert.Equal((ContactStatus.Skipped, null), (_fleet.StatusOf("web4"), _fleet.ErrorOf("web4")));
        Assert.Equal(["web1"], _fleet.Unfinished);
    }

    [Fact]
    public async Task Hooks_stand_around_the_role_and_hear_how_it_ended()
    {
        var hooks = new NotedHooks(_fleet);
        _fleet.Hooked["b"] = hooks;
        _fleet.Ends = (_, role) => role == "b" ? FakeFleet.Fails("no room") : FakeFleet.Done();
        await _fleet.PushAsync([Role("a"), Role("b"), Role("c")], Hosts(1));
        Assert.Equal(["before web1", "after web1: Failed, no room"], _fleet.Log.Where(line => line.StartsWith("before") || line.StartsWith("after")));
        Assert.Equal(["web1: a", "web1: b"], Runs());
    }

    [Fact]
    public async Task A_host_that_the_policy_does_not_want_is_not_contacted()
    {
        _fleet.Hooks = new NotedHooks(_fleet) { Wants = host => host != "web1" };
        var finished = await _fleet.PushAsync([Role("a")], Hosts(2));
        Assert.DoesNotContain("connect web1", _fleet.Log);
        Assert.Equal((1, 1, ""), (finished.Ok, finished.Skipped, finished.Again));
    }

    [Fact]
    public async Task A_hook_that_fails_before_contact_is_the_failure_of_its_host()
    {
        _fleet.Hooked["a"] = new NotedHooks(_fleet) { Before = () => throw new InvalidOperationException("the balancer says no") };
        await _fleet.PushAsync([Role("a")], Hosts(1));
        Assert.Empty(Runs());
        Assert.Equal(ContactStatus.Failed, _fleet.StatusOf("web1"));
        Assert.Contains("role 'a' does before contact failed: the balancer says no", _fleet.ErrorOf("web1"));
    }

    [Fact]
    public async Task A_plan_runs_no_hooks()
    {
        _fleet.Hooked["a"] = new NotedHooks(_fleet);
        await _fleet.PushAsync([Role("a")], Hosts(1), new PushSettings { IsPlan = true });
        Assert.DoesNotContain("before web1", _fleet.Log);
    }

    [Fact]
    public async Task A_stop_lets_running_changes_end_and_begins_nothing_more()
    {
        using var stop = new CancellationTokenSource();
        _fleet.Waits = (_, _) => Task.Delay(-1);
        var push = _fleet.PushAsync([Role("a")], Hosts(5), new PushSettings { Forks = 2 }, stop.Token);
        await WaitFor(() => Runs().Count == 2);
        await stop.CancelAsync();
        var finished = await push;
        Assert.Equal(2, Runs().Count);
        Assert.Equal((3, 5), (finished.Skipped, _fleet.Unfinished.Count));
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_run_is_made_again_and_the_result_fetched()
    {
        _fleet.Ends = (_, _) => throw new BrokenSessionException("The connection to web1 broke.", 4);
        await _fleet.PushAsync([Role("a")], Hosts(1));
        Assert.Equal(["connect web1", "web1: a", "close web1", "connect web1 again", "web1: resumed", "close web1"], _fleet.Log);
        Assert.Equal(ContactStatus.Changed, _fleet.StatusOf("web1"));
        Assert.Contains(_fleet.Events.OfType<HostContacting>(), again => again.Reason == "The connection to web1 broke.");
    }

    [Fact]
    public async Task A_host_that_stays_away_after_its_connection_broke_is_unreachable()
    {
        var connections = 0;
        _fleet.Connects = host => _ = ++connections > 1 ? throw new UnreachableException(UnreachableReason.Timeout, $"{host} is silent") : 0;
        _fleet.Ends = (_, _) => throw new BrokenSessionException("The connection to web1 broke.", 4);
        await _fleet.PushAsync([Role("a")], Hosts(1));
        Assert.Equal(ContactStatus.Unreachable, _fleet.StatusOf("web1"));
        Assert.Contains("broke. It could not be made again: web1 is silent", _fleet.ErrorOf("web1"));
    }

    [Fact]
    public async Task A_hostile_agent_is_the_failure_of_its_host_and_is_not_asked_again()
    {
        _fleet.Ends = (_, _) => throw new BrokenSessionException("web1 does what no agent does", 0, isHostile: true);
        await _fleet.PushAsync([Role("a")], Hosts(1));
        Assert.Equal(ContactStatus.Failed, _fleet.StatusOf("web1"));
        Assert.Single(_fleet.Log, "connect web1");
    }

    [Fact]
    public async Task Each_host_ends_once_whatever_happens()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var fleet = new FakeFleet();
            var hosts = Hosts(8);
            var random = new Random(seed);
            var fates = hosts.ToDictionary(host => host.Name, _ => random.Next(5));
            fleet.Connects = host => _ = fates[host] == 0 ? throw new UnreachableException(UnreachableReason.Timeout, "silent") : 0;
            fleet.Ends = (host, role) => fates[host] == 1 && role.Contains('b') ? FakeFleet.Fails() : FakeFleet.Done(fates[host] == 2 ? 1 : 0);
            RoleEntry[] roles = [Role("a"), seed % 2 == 0 ? Role("b").Serial("3") : Role("b").On(_ => hosts.Skip(2)), Role("c").MaxFailures("50%")];
            var finished = await fleet.PushAsync(roles, hosts, new PushSettings { Forks = 1 + (seed % 4), FailsFast = seed % 5 == 0 });
            var ends = fleet.Events.OfType<HostFinished>().ToList();
            Assert.Equal(hosts.Select(host => host.Name).Order(), ends.Select(end => end.Host).Order());
            Assert.Equal(8, finished.Ok + finished.Changed + finished.Failed + finished.Unreachable + finished.Skipped);
            Assert.IsType<PushFinished>(fleet.Events[^1]);
            Assert.Equal(fleet.Log.Count(line => line.StartsWith("connect")) - ends.Count(end => end.Status == ContactStatus.Unreachable), fleet.Log.Count(line => line.StartsWith("close")));
        }
    }

    private static RoleEntry Role(string name)
    {
        var roles = new Roles();
        return roles.Add(new Empty(), name);
    }

    private static async Task WaitFor(Func<bool> holds)
    {
        for (var i = 0; i < 2000 && !holds(); i++)
        {
            await Task.Delay(5);
        }

        Assert.True(holds());
    }

    private List<string> Runs() => [.. _fleet.Log.Where(line => line.Contains(':') && !line.EndsWith("resumed") && !line.StartsWith("after"))];

    private List<InventoryHost> Hosts(int count) => [.. Enumerable.Range(1, count).Select(number => _inventory.Host($"web{number}"))];

    private sealed class Empty : Role
    {
        public override IReadOnlyList<Variable> Variables => [];

        public override void Define(Host host)
        {
        }
    }

    private sealed class NotedHooks(FakeFleet fleet) : IContactHooks
    {
        public Func<string, bool> Wants { get; init; } = static _ => true;

        public Action Before { get; init; } = static () => { };

        public bool ShouldContact(Contact contact) => Wants(contact.Host.Name);

        public Task BeforeContactAsync(Contact contact, CancellationToken cancel)
        {
            Before();
            fleet.Log.Enqueue($"before {contact.Host.Name}");
            return Task.CompletedTask;
        }

        public Task AfterContactAsync(Contact contact, CancellationToken cancel)
        {
            fleet.Log.Enqueue($"after {contact.Host.Name}: {contact.Outcome!.Status}, {contact.Outcome.Error}");
            return Task.CompletedTask;
        }
    }
}
