using System.Text;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Tests.Running;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Tests.Distribution;

/// <summary>A host gets the data of roles that its roles may include, and of no others: there may be secrets in it.</summary>
public sealed partial class TravellingDataTests : IDisposable
{
    private const string Secret = "s3cret";

    private readonly TestFleet _fleet = new();

    [Fact]
    public async Task A_host_gets_no_data_of_a_role_that_it_neither_has_nor_may_include()
    {
        _fleet.Environment.Add(TestFleet.Layer(VariableLayerKind.Environment, "environment test", """{"included":{"word":"env"},"needs-domain":{"domain":"s3cret"}}""") with
        {
            Lines = new Dictionary<string, int> { ["included"] = 1, ["included.word"] = 2, ["needs-domain"] = 3, ["needs-domain.domain"] = 4 },
        });
        _fleet.Group("""{"needs-domain":{"domain":"s3cret"},"whole":{"domain":"s3cret"}}""").Set("needs-domain.domain=s3cret").Set("other.word=set");
        var order = await _fleet.OrderAsync(new InlinePolicy(roles => roles.Add<Including>()));

        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(DistributionJson.Write(order)), StringComparison.Ordinal);
        var layer = Assert.Single(order.Layers);
        Assert.Equal("""{"included":{"word":"env"}}""", layer.Values.GetRawText());
        Assert.Equal(["included", "included.word"], layer.Lines.Keys.Order());
        Assert.Equal("other.word", Assert.Single(order.Settings).Target);
    }

    [Fact]
    public async Task The_data_of_a_role_of_the_policy_is_in_its_variables_and_is_not_sent_twice()
    {
        _fleet.Group("""{"included":{"word":"group"}}""").Set("included.count=7");
        var order = await _fleet.OrderAsync(new InlinePolicy(roles => roles.Add<Included>()));

        Assert.Equal("""{"Word":"group","Count":7}""", order.Roles[0].Variables.GetRawText());
        Assert.Empty(order.Layers);
        Assert.Empty(order.Settings);
    }

    [Fact]
    public async Task The_roles_of_the_run_say_what_is_sent_and_not_those_of_the_policy()
    {
        _fleet.Group("""{"other":{"word":"s3cret"}}""").Set("other.count=7");
        var policy = new InlinePolicy(roles =>
        {
            roles.Add<Including>();
            roles.Add(new Whole { Domain = "a.example", Port = 443 });
        });

        Assert.Empty((await _fleet.OrderAsync(policy, RunVerb.Apply, "whole")).Layers);
        Assert.Empty((await _fleet.OrderAsync(policy, RunVerb.Apply, "whole")).Settings);
        Assert.Single((await _fleet.OrderAsync(policy)).Layers);
        Assert.Single((await _fleet.OrderAsync(policy)).Settings);
    }

    [Fact]
    public async Task What_an_included_role_includes_is_sent_too()
    {
        _fleet.Group("""{"included":{"word":"data"},"other":{"count":5},"needs-domain":{"domain":"s3cret"}}""").Set("other.word=set");
        var policy = new InlinePolicy(roles => roles.Add<IncludesIncluding>());

        Assert.Equal("""{"included":{"word":"data"},"other":{"count":5}}""", Assert.Single((await _fleet.OrderAsync(policy)).Layers).Values.GetRawText());
        await _fleet.PushAsync(policy);
        Assert.Equal(["included: data 1", "other: set 5"], _fleet.Messages);
    }

    [Fact]
    public async Task Several_roles_get_what_each_of_them_may_include()
    {
        _fleet.Group("""{"other":{"count":5},"needs-domain":{"domain":"a.example"},"whole":{"domain":"s3cret"}}""");
        var order = await _fleet.OrderAsync(new InlinePolicy(roles =>
        {
            roles.Add<IncludesNeedy>();
            roles.Add<Included>();
            roles.Add<Including>();
        }));
        Assert.Equal("""{"other":{"count":5},"needs-domain":{"domain":"a.example"}}""", Assert.Single(order.Layers).Values.GetRawText());
    }

    [Fact]
    public async Task A_name_is_the_same_however_it_is_written()
    {
        _fleet.Group("""{"IN_cluded":{"word":"data"},"o-ther":{"count":5}}""").Set("OTHER.word=set");
        var policy = new InlinePolicy(roles => roles.Add<Including>());

        await _fleet.PushAsync(policy);
        Assert.Equal(["included: data 1", "other: set 5"], _fleet.Messages);
    }

    [Fact]
    public async Task Of_a_name_that_is_made_on_the_host_its_ends_say_what_is_sent()
    {
        _fleet.Group("""{"Blog_Part":{"word":"data"},"part":{"word":"as well"},"parts":{"word":"s3cret"},"other":{"word":"s3cret"}}""").Set("blog-part.count=2").Set("parts.count=3");
        var policy = new InlinePolicy(roles => roles.Add<IncludesPart>("blog"));
        var order = await _fleet.OrderAsync(policy);

        Assert.Equal("""{"Blog_Part":{"word":"data"},"part":{"word":"as well"}}""", Assert.Single(order.Layers).Values.GetRawText());
        Assert.Equal("blog-part.count", Assert.Single(order.Settings).Target);
        await _fleet.PushAsync(policy);
        Assert.Equal(["blog-part: data 2"], _fleet.Messages);
    }

    [Fact]
    public async Task Where_anything_may_be_included_all_is_sent()
    {
        _fleet.Group("""{"included":{"word":"data"},"any":{"count":5},"stray":1}""").Set("any.word=set");
        foreach (var policy in (InlinePolicy[])
        [
            new InlinePolicy(roles => roles.Add<HandsOn>()),
            new InlinePolicy(roles => roles.Add<IncludesPrivate>()),
            new InlinePolicy(roles => roles.Add<IncludesGeneric>()),
            new InlinePolicy(roles =>
            {
                roles.Add<Including>();
                roles.Add<HandsOn>();
            }),
        ])
        {
            var order = await _fleet.OrderAsync(policy);
            Assert.Equal("""{"included":{"word":"data"},"any":{"count":5}}""", Assert.Single(order.Layers).Values.GetRawText());
            Assert.Equal("any.word", Assert.Single(order.Settings).Target);
        }

        await _fleet.PushAsync(new InlinePolicy(roles => roles.Add<HandsOn>()));
        Assert.Equal(["included: data 1"], _fleet.Messages);
    }

    [Fact]
    public async Task Where_an_older_generator_says_nothing_of_includes_all_is_sent()
    {
        _fleet.Group("""{"anything":{"count":5}}""").Set("anything.word=set");
        var order = await _fleet.OrderAsync(new OldPolicy());
        Assert.Single(order.Layers);
        Assert.Single(order.Settings);
    }

    [Fact]
    public async Task What_is_sent_is_made_once_for_all_hosts_with_the_same_roles()
    {
        var composition = await _fleet.Group("""{"other":{"count":5},"needs-domain":{"domain":"s3cret"}}""").ComposeAsync(new InlinePolicy(roles =>
        {
            roles.Add<Including>();
            roles.Add<Including>("second");
            roles.Add<Included>();
        }));
        var all = composition.Order(_fleet.Host(composition), composition.Entries, RunVerb.Apply);

        Assert.Same(all.Layers[0], composition.Order(_fleet.Host(composition, "web2"), composition.Entries, RunVerb.Apply).Layers[0]);
        Assert.Same(all.Layers[0], composition.Order(_fleet.Host(composition), [composition.Entries[1]], RunVerb.Apply).Layers[0]);
        Assert.Same(all.Settings, composition.Order(_fleet.Host(composition), [composition.Entries[1]], RunVerb.Apply).Settings);
    }

    [Fact]
    public async Task Orders_for_ten_thousand_hosts_cost_little_for_each()
    {
        var composition = await FleetComposition.ComposeAsync(
            new InlinePolicy(roles =>
            {
                roles.Add<Including>();
                roles.Add<IncludesPart>();
                roles.Add<Included>();
            }),
            [],
            []);
        List<VariableLayer> shared = [.. Enumerable.Range(0, 4).Select(at => TestFleet.Layer(VariableLayerKind.Group, $"group {at}", $$$"""{"other":{"count":{{{at}}}},"needs-domain":{}}"""))];
        var hosts = Enumerable.Range(0, 10_000).Select(at => new FleetHost($"host{at}", [], shared, composition.Entries)).ToList();
        composition.Order(hosts[0], composition.Entries, RunVerb.Plan);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var host in hosts)
        {
            composition.Order(host, composition.Entries, RunVerb.Plan);
        }

        // Memory and not time, which others on the machine have their share in.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / hosts.Count, 1, 3_000);
    }

    public void Dispose() => _fleet.Dispose();

    private sealed class OldPolicy : Policy
    {
        public override ResourceRegistry Registry { get; } = new(
            3, "Old", [], [], [], [new RoleDescriptor("included", typeof(Included).FullName!, typeof(Included), static () => new Included())]);

        public override IReadOnlyList<Variable> Variables => [];

        public override void Compose(Roles roles) => roles.Add<Included>();
    }

    public sealed partial class IncludesIncluding : Role
    {
        public override void Define(Host host) => host.Include<Including>();
    }

    public sealed partial class IncludesPart : Role
    {
        public override void Define(Host host) => host.Include<Included>(name: $"{RoleName}-part");
    }

    public sealed partial class IncludesPrivate : Role
    {
        public override void Define(Host host) => host.Include<Hidden>();
    }

    public sealed partial class IncludesGeneric : Role
    {
        public override void Define(Host host) => host.Include<Generic<int>>();
    }

    public sealed partial class HandsOn : Role
    {
        public override void Define(Host host) => Stack.Add(host);
    }

    private static class Stack
    {
        public static void Add(Host host) => host.Include<Included>();
    }

    private sealed partial class Hidden : Role
    {
        public override void Define(Host host)
        {
        }
    }
}
