using System.Text.Json;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Tests.Running;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Tests.Distribution;

public sealed partial class FleetTests : IDisposable
{
    private readonly TestFleet _fleet = new();

    [Fact]
    public async Task A_pushed_role_has_the_values_of_all_layers_in_their_order()
    {
        _fleet.Environment.Add(TestFleet.Layer(VariableLayerKind.Environment, "environment test", """{"included":{"word":"environment","count":2}}"""));
        var policy = new InlinePolicy(roles => roles.Add<Included>());
        await _fleet.PushAsync(policy);
        Assert.Equal(["included: environment 2"], _fleet.Messages);

        _fleet.Group("""{"included":{"word":"group"}}""");
        await _fleet.PushAsync(policy);
        Assert.Equal(["included: group 2"], _fleet.Messages);

        _fleet.Layers.Add(TestFleet.Layer(VariableLayerKind.Host, "host web1", """{"included":{"count":3}}"""));
        await _fleet.PushAsync(policy);
        Assert.Equal(["included: group 3"], _fleet.Messages);

        await _fleet.PushAsync(new InlinePolicy(roles => roles.Add<Included>(role => role.Word = "lambda")));
        Assert.Equal(["included: lambda 3"], _fleet.Messages);

        _fleet.Set("included.word=set");
        await _fleet.PushAsync(new InlinePolicy(roles => roles.Add<Included>(role => role.Word = "lambda")));
        Assert.Equal(["included: set 3"], _fleet.Messages);
    }

    [Fact]
    public async Task A_role_that_is_added_whole_travels_with_its_required_members()
    {
        await _fleet.PushAsync(new InlinePolicy(roles => roles.Add(new Whole { Domain = "a.example", Port = 443 })));
        Assert.Equal(["a.example:443"], _fleet.Messages);
    }

    [Fact]
    public async Task A_policy_is_composed_on_the_controller_only()
    {
        var composed = 0;
        var order = await _fleet.OrderAsync(new InlinePolicy(roles => roles.Add<Included>(_ => composed++)));
        Assert.Equal(1, composed);
        await new PolicyEngine(new InlinePolicy((Roles _) => throw new InvalidOperationException("composed")), _fleet.Options(order)).ApplyAsync();
        Assert.Equal(["included: class 1"], _fleet.Messages);
    }

    [Fact]
    public async Task What_a_policy_needs_for_itself_stays_on_the_controller()
    {
        _fleet.Environment.Add(TestFleet.Layer(VariableLayerKind.Environment, "environment test", """{"say":"s3cret","included":{"count":2}}"""));
        _fleet.Set("included.word=x");
        var composition = await FleetComposition.ComposeAsync(
            new InlinePolicy(roles => roles.Add<Including>()), _fleet.Environment, [VariableSetting.Parse("say=s3cret"), .. _fleet.Settings]);
        var order = composition.Order(_fleet.Host(composition), composition.Entries, RunVerb.Plan);

        Assert.DoesNotContain("s3cret", System.Text.Encoding.UTF8.GetString(DistributionJson.Write(order)), StringComparison.Ordinal);
        Assert.Equal("included.word", Assert.Single(order.Settings).Target);
        Assert.Equal("""{"included":{"count":2}}""", Assert.Single(order.Layers).Values.GetRawText());
    }

    [Fact]
    public async Task An_order_is_the_same_after_its_journey()
    {
        _fleet.Environment.Add(TestFleet.Layer(VariableLayerKind.Environment, "environment test", """{"other":{"count":2}}""") with { Lines = new Dictionary<string, int> { ["other.count"] = 4 } });
        _fleet.Group("""{"included":{"word":"group"}}""").Set("other.word=x");
        _fleet.Settings.Add(new VariableSetting("other.count", "") { Value = TestFleet.Data("[1,{\"a\":null}]"), Location = new SourceLocation("set.yaml", 3) });
        var composition = await FleetComposition.ComposeAsync(new InlinePolicy(roles => roles.Add<Including>().Tags("a", "b")), _fleet.Environment, []);
        var order = composition.Order(_fleet.Host(composition), composition.Entries, RunVerb.Plan) with
        {
            Settings = _fleet.Settings,
            Tags = ["t"],
            Verbose = true,
            TellsUnchanged = true,
            Seed = 0,
            SavesPlan = true,
            SavedPlan = new byte[] { 1, 2, 3 },
        };

        // A member that an order gets is read, or this fails.
        var empty = new RunOrder { Verb = RunVerb.Apply, HostName = "", Roles = [] };
        Assert.All(typeof(RunOrder).GetProperties(), property => Assert.NotEqual(property.GetValue(empty), property.GetValue(order)));

        var written = DistributionJson.Write(order);
        var read = DistributionJson.Read(written);

        Assert.Equal(written, DistributionJson.Write(read));
        Assert.Equal((RunVerb.Plan, "web1", true, true, 0, true), (read.Verb, read.HostName, read.Verbose, read.TellsUnchanged, read.Seed, read.SavesPlan));
        Assert.Equal([1, 2, 3], read.SavedPlan.ToArray());
        Assert.Equal(["web"], read.Groups);
        Assert.Equal(["including"], read.PolicyRoles);
        Assert.Equal(["t"], read.Tags);
        var role = Assert.Single(read.Roles);
        Assert.Equal(("including", typeof(Including).FullName, order.Roles[0].Location), (role.Name, role.Type, role.Location));
        Assert.Equal(["a", "b"], role.Tags);
        Assert.Equal([VariableLayerKind.Environment, VariableLayerKind.Group], read.Layers.Select(layer => layer.Kind));
        Assert.Equal(4, read.Layers[0].Lines["other.count"]);
        Assert.Equal(("environment test", "environment test.yaml"), (read.Layers[0].Name, read.Layers[0].Source));
        Assert.Equal("""{"included":{"word":"group"}}""", read.Layers[1].Values.GetRawText());
        Assert.Equal(("other.word", "x", null, default(SourceLocation)), (read.Settings[0].Target, read.Settings[0].Text, read.Settings[0].Value, read.Settings[0].Location));
        Assert.Equal("[1,{\"a\":null}]", read.Settings[1].Value!.Value.GetRawText());
        Assert.Equal(new SourceLocation("set.yaml", 3), read.Settings[1].Location);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[]} {}""")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[{"name":"a","type":"b"}]}""")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[],"savedPlan":"?"}""")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[],"tags":["a",1]}""")]
    [InlineData("""{"verb":"explode","hostName":"a","roles":[]}""")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[],"settings":[{"target":"a.b","text":"","location":[1,2]}]}""")]
    [InlineData("""{"verb":"plan","hostName":"a","roles":[],"settings":[{"target":"a.b","text":"","location":["a",2,3]}]}""")]
    public void What_is_no_order_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => DistributionJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task Nothing_that_is_secret_is_in_the_names_of_things()
    {
        var order = await _fleet.OrderAsync(new InlinePolicy(roles => roles.Add<Everything>(role => role.Password = Secret.Adopt("hunter22"))));
        Assert.Contains("hunter22", order.Roles[0].Variables.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", $"{order} {order.Roles[0]} {new VariableSetting("a.b", "hunter22")} {TestFleet.Layer(VariableLayerKind.Host, "host a", "{\"a\":\"hunter22\"}")}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layers_and_settings_reach_the_roles_that_are_included_on_the_agent()
    {
        _fleet.Group("""{"included":{"word":"data"},"other":{"count":5},"everything":{"workers":9}}""").Set("other.word=set");
        var policy = new InlinePolicy(roles => roles.Add<Including>());

        await _fleet.ApplyAsync(policy);
        string[] local = [.. _fleet.Messages];
        Assert.Equal(["included: data 1", "other: set 5"], local);
        await _fleet.PushAsync(policy);
        Assert.Equal(local, _fleet.Messages);
    }

    [Fact]
    public async Task What_is_wrong_with_a_value_is_found_before_a_host_is_contacted()
    {
        Assert.Equal("OPM2002", Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<NeedsDomain>()))).Id);

        var inCode = Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Everything>(role => role.Port = 70000))));
        Assert.Equal("OPM2004", inCode.Id);
        Assert.EndsWith("FleetTests.cs", inCode.Location.File, StringComparison.Ordinal);

        _fleet.Group("""{"everything":{"mode":"rwx"}}""");
        var inData = Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Everything>())));
        Assert.Equal(("OPM6004", "group web.yaml"), (inData.Id, inData.Location.File));

        _fleet.Layers.Clear();
        _fleet.Group("""{"everything":{"workerz":9}}""");
        Assert.Contains("Did you mean 'workers'?", Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Everything>()))).Message, StringComparison.Ordinal);

        _fleet.Layers.Clear();
        _fleet.Group("""{"whole":{"domain":"b.example"}}""");
        Assert.Equal("OPM6003", Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add(new Whole { Domain = "a", Port = 1 })))).Id);

        _fleet.Layers.Clear();
        _fleet.Set("everything.threads=3");
        var obsolete = Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Everything>())));
        Assert.Equal(("OPM6005", false), (obsolete.Id, obsolete.IsError));
    }

    [Fact]
    public async Task A_role_that_an_agent_cannot_make_is_refused_at_the_line_that_adds_it()
    {
        Finding[] findings =
        [
            Assert.Single(await _fleet.BindAsync(new InlinePolicy((Host _) => { }))),
            Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add(new InitOnly { Domain = "a" })))).Also(finding => Assert.Contains("Domain", finding.Message, StringComparison.Ordinal)),
            Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add(new Hidden())))).Also(finding => Assert.Contains("private", finding.Message, StringComparison.Ordinal)),
            Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Generic<int>>()))).Also(finding => Assert.Contains("generic", finding.Message, StringComparison.Ordinal)),
        ];
        Assert.All(findings, finding =>
        {
            Assert.Equal("OPM2020", finding.Id);
            Assert.Contains("cannot be pushed", finding.Message, StringComparison.Ordinal);
            Assert.EndsWith(".cs", finding.Location.File, StringComparison.Ordinal);
            Assert.True(finding.Location.Line > 0);
        });
    }

    [Fact]
    public async Task A_value_that_no_data_can_hold_is_refused()
    {
        var finding = Assert.Single(await _fleet.BindAsync(new InlinePolicy(roles => roles.Add<Everything>(role => role.Mood = (Mood)7))));
        Assert.Equal("OPM2020", finding.Id);
        Assert.Contains("Mood", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_of_another_build_says_so()
    {
        var order = await _fleet.OrderAsync(new InlinePolicy(roles => roles.Add<Included>()));
        var unknownClass = order with { Roles = [order.Roles[0] with { Type = "Contoso.Gone" }] };
        var unknownVariable = order with { Roles = [order.Roles[0] with { Variables = TestFleet.Data("""{"Gone":1}""") }] };
        foreach (var other in (RunOrder[])[unknownClass, unknownVariable])
        {
            var finding = Assert.Single(await new PolicyEngine(new InlinePolicy((Roles _) => { }), _fleet.Options(other)).ValidateAsync());
            Assert.True(finding.IsError);
            Assert.Contains("another build", finding.Message, StringComparison.Ordinal);
            Assert.Contains("Gone", finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hosts_that_the_same_layers_speak_of_share_what_is_made_of_a_role()
    {
        var composition = await _fleet.ComposeAsync(new InlinePolicy(roles => roles.Add<Included>()));
        var group = TestFleet.Layer(VariableLayerKind.Group, "group web", """{"included":{"count":2}}""");
        var entry = composition.Entries[0];
        var first = composition.Bind(entry, [group]);

        Assert.Same(first, composition.Bind(entry, [group, TestFleet.Layer(VariableLayerKind.Host, "host a", """{"everything":{"workers":3}}""")]));
        var equal = composition.Bind(entry, [group, TestFleet.Layer(VariableLayerKind.Host, "host b", """{"included":{"count":2}}""")]);
        Assert.NotSame(first, equal);
        Assert.Same(first.Role, equal.Role);
        Assert.NotSame(first.Role, composition.Bind(entry, [group, TestFleet.Layer(VariableLayerKind.Host, "host c", """{"included":{"count":3}}""")]).Role);
    }

    [Fact]
    public async Task The_object_for_the_controllers_own_part_is_another_for_each_host()
    {
        var composition = await _fleet.ComposeAsync(new InlinePolicy(roles => roles.Add<Included>(role => role.Word = "code")));
        _fleet.Group("""{"included":{"count":2}}""");
        var one = (Included)composition.Create(composition.Entries[0], _fleet.Layers);
        var other = (Included)composition.Create(composition.Entries[0], _fleet.Layers);

        Assert.NotSame(one, other);
        Assert.Equal(("code", 2, "included"), (one.Word, one.Count, one.RoleName));
    }

    public void Dispose() => _fleet.Dispose();

    private sealed partial class Hidden : Role
    {
        public override void Define(Host host)
        {
        }
    }
}

public sealed partial class Generic<T> : Role
{
    public override void Define(Host host) => host.Echo($"{typeof(T).Name}");
}

internal static class FindingExtensions
{
    public static Finding Also(this Finding finding, Action<Finding> check)
    {
        check(finding);
        return finding;
    }
}
