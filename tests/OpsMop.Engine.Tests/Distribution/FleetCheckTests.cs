using OpsMop.Engine.Distribution;
using OpsMop.Engine.Tests.Running;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Tests.Distribution;

public class FleetCheckTests
{
    private readonly List<VariableLayer> _environment = [];
    private readonly List<VariableSetting> _settings = [];

    [Fact]
    public async Task A_policy_that_is_right_has_no_findings_and_is_checked_once_for_all_hosts_that_get_the_same()
    {
        var (findings, models) = await CheckAsync(roles => roles.Add<Included>(), 50);

        Assert.Empty(findings);
        Assert.Equal(1, models);
    }

    [Fact]
    public async Task A_fault_in_a_role_is_found_with_its_line()
    {
        var (findings, _) = await CheckAsync(roles => roles.Add<Contradicting>(role => role.Path = "/etc/a"), 3);

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2005", finding.Id);
        Assert.EndsWith("FleetCheckTests.cs", finding.Location.File, StringComparison.Ordinal);
        Assert.DoesNotContain("(for", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_only_some_hosts_have_says_which()
    {
        var group = TestFleet.Layer(VariableLayerKind.Group, "group bad", """{"contradicting":{"path":"/etc/a"}}""");
        var (findings, models) = await CheckAsync(roles => roles.Add<Contradicting>(), 50, at => at >= 3 ? [group] : []);
        Assert.EndsWith("(for web03, and 46 more)", Assert.Single(findings).Message, StringComparison.Ordinal);
        Assert.Equal(2, models);

        (findings, _) = await CheckAsync(roles => roles.Add<Contradicting>(), 50, at => at == 7 ? [group] : []);
        Assert.EndsWith("(for web07)", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_variable_that_only_some_hosts_have_is_missed_for_the_others()
    {
        var named = TestFleet.Layer(VariableLayerKind.Group, "group named", """{"needs-domain":{"domain":"a.example"}}""");
        var (findings, _) = await CheckAsync(roles => roles.Add<NeedsDomain>(), 4, at => at < 2 ? [named] : []);

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2002", finding.Id);
        Assert.EndsWith("(for web02, and 1 more)", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_variable_of_an_included_role_is_missed_too()
    {
        var (findings, _) = await CheckAsync(roles => roles.Add<IncludesNeedy>(), 2);
        Assert.Equal("OPM2002", Assert.Single(findings).Id);

        _settings.Add(VariableSetting.Parse("needs-domain.domain=a.example"));
        (findings, _) = await CheckAsync(roles => roles.Add<IncludesNeedy>(), 2);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task Data_for_included_roles_makes_models_of_their_own_and_other_data_does_not()
    {
        var (_, models) = await CheckAsync(
            roles => roles.Add<IncludesNeedy>(),
            20,
            at => [TestFleet.Layer(VariableLayerKind.Host, $"host {at}", $$$"""{"needs-domain":{"domain":"{{{at}}}.example"},"site":{"workers":{{{at + 1}}}}}""")]);
        Assert.Equal(20, models);

        (_, models) = await CheckAsync(
            roles => roles.Add<Included>(), 20, at => [TestFleet.Layer(VariableLayerKind.Host, $"host {at}", $$$"""{"site":{"workers":{{{at + 1}}}}}""")]);
        Assert.Equal(1, models);
    }

    [Fact]
    public async Task Groups_make_a_difference_only_where_a_role_looks_at_them()
    {
        Assert.Equal(1, (await CheckAsync(roles => roles.Add<Included>(), 6, groupsOf: at => at % 2 == 0 ? ["a"] : ["b"])).Models);

        var (findings, models) = await CheckAsync(roles => roles.Add<OfGroups>(), 6, groupsOf: at => at % 2 == 0 ? ["a"] : ["b"]);
        Assert.Equal(2, models);
        Assert.EndsWith("(for web01, and 2 more)", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_platform_or_the_network_can_tell_is_left_to_the_host()
    {
        var (findings, _) = await CheckAsync(roles => roles.Add<OfPlatform>(), 2);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("""{"includet":{"word":"x"}}""", "Did you mean 'included'?")]
    [InlineData("""{"nobody":{"word":"x"}}""", "no role 'nobody'")]
    [InlineData("""{"stray":5}""", "no role 'stray'")]
    [InlineData("""{"site":{"greting":"x"}}""", "Did you mean 'greeting'?")]
    [InlineData("""{"other":{"wort":"x"}}""", "Did you mean 'word'?")]
    public async Task A_name_in_data_that_no_role_has_is_an_error_once(string json, string expected)
    {
        var group = TestFleet.Layer(VariableLayerKind.Group, "group web", json);
        var (findings, _) = await CheckAsync(roles => roles.Add<Including>(), 3, _ => [group]);

        var finding = Assert.Single(findings);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Contains("group web", finding.Message, StringComparison.Ordinal);
        Assert.Equal("group web.yaml", finding.Location.File);
    }

    [Theory]
    [InlineData("""{"included":{"word":"x"},"other":{"count":3}}""")]
    [InlineData("""{"site":{"greeting":"x"}}""")]
    public async Task Names_of_included_roles_and_of_the_programs_classes_are_known(string json)
    {
        var (findings, _) = await CheckAsync(roles => roles.Add<Including>(), 2, _ => [TestFleet.Layer(VariableLayerKind.Group, "group web", json)]);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task A_role_of_other_hosts_is_known_and_so_are_its_variables()
    {
        var composition = await FleetComposition.ComposeAsync(
            new InlinePolicy(roles =>
            {
                roles.Add<Included>("left");
                roles.Add<Included>("right");
            }),
            [],
            []);
        var right = TestFleet.Layer(VariableLayerKind.Group, "group all", """{"right":{"word":"x"}}""");
        var wrong = TestFleet.Layer(VariableLayerKind.Group, "group all", """{"right":{"wort":"x"}}""");

        Assert.Empty(await new FleetCheck(composition).RunAsync([new FleetHost("a", [], [right], [composition.Entries[0]])]));
        var finding = Assert.Single(await new FleetCheck(composition).RunAsync([new FleetHost("a", [], [wrong], [composition.Entries[0]])]));
        Assert.Equal("OPM6002", finding.Id);
        Assert.Contains("role 'right' has no variable 'wort'. Did you mean 'word'?", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inventory_of_another_program_may_name_what_no_role_has()
    {
        var free = TestFleet.Layer(VariableLayerKind.Group, "group web", """{"http_port":80,"mysql":{"password":"s3cret"},"included":{"word":"x"}}""") with { IsFree = true };
        Assert.Empty((await CheckAsync(roles => roles.Add<Included>(), 2, _ => [free])).Findings);

        free = TestFleet.Layer(VariableLayerKind.Group, "group web", """{"included":{"wort":"x"}}""") with { IsFree = true };
        Assert.Equal("OPM6002", Assert.Single((await CheckAsync(roles => roles.Add<Included>(), 2, _ => [free])).Findings).Id);
    }

    [Fact]
    public async Task A_name_that_a_branch_may_include_on_a_host_is_a_warning()
    {
        var (findings, _) = await CheckAsync(roles => roles.Add<OfPlatform>(), 2, _ => [TestFleet.Layer(VariableLayerKind.Group, "group web", """{"something":{"word":"x"}}""")]);
        Assert.False(Assert.Single(findings).IsError);

        (findings, _) = await CheckAsync(roles => roles.Add<OfPlatform>(), 2, _ => [TestFleet.Layer(VariableLayerKind.Group, "group web", """{"of-platfrom":{"word":"x"}}""")]);
        Assert.True(Assert.Single(findings).IsError);
    }

    [Theory]
    [InlineData("includet.word=x", "Did you mean 'included'?")]
    [InlineData("included.wort=x", "Did you mean 'word'?")]
    [InlineData("sai=x", "Did you mean 'say'?")]
    public async Task A_setting_that_names_nothing_is_an_error(string setting, string expected)
    {
        _settings.Add(VariableSetting.Parse(setting));
        Assert.Contains(expected, Assert.Single((await CheckAsync(roles => roles.Add<Included>(), 2)).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_one_host_notifies_is_notified()
    {
        var layer = TestFleet.Layer(VariableLayerKind.Host, "host web0", """{"maybe-notifying":{"notifies":true}}""");
        Assert.Equal("OPM2008", Assert.Single((await CheckAsync(roles => roles.Add<MaybeNotifying>(), 2)).Findings).Id);
        Assert.Empty((await CheckAsync(roles => roles.Add<MaybeNotifying>(), 2, at => at == 0 ? [layer] : [])).Findings);
    }

    [Fact]
    public async Task Binding_a_role_for_ten_thousand_hosts_with_data_of_their_own_costs_little_for_each()
    {
        var composition = await FleetComposition.ComposeAsync(new InlinePolicy(roles => roles.Add<Everything>()), [], []);
        List<VariableLayer> shared = [.. Enumerable.Range(0, 4).Select(at => TestFleet.Layer(VariableLayerKind.Group, $"group {at}", $$$"""{"everything":{"workers":{{{at}}}},"site":{}}"""))];
        List<IReadOnlyList<VariableLayer>> hosts = [.. Enumerable.Range(0, 10_000).Select(at =>
            (IReadOnlyList<VariableLayer>)[.. shared, TestFleet.Layer(VariableLayerKind.Host, $"host {at}", $$$"""{"everything":{"greeting":"{{{at}}}"}}""")])];
        composition.Bind(composition.Entries[0], shared);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var distinct = hosts.Select(layers => composition.Bind(composition.Entries[0], layers).Role!).Distinct().Count();
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / hosts.Count;

        // Memory and not time, which others on the machine have their share in.
        Assert.Equal(10_000, distinct);
        Assert.InRange(each, 1, 60_000);
    }

    private async Task<(IReadOnlyList<Finding> Findings, int Models)> CheckAsync(
        Action<Roles> compose,
        int hosts,
        Func<int, IReadOnlyList<VariableLayer>>? layersOf = null,
        Func<int, IReadOnlyList<string>>? groupsOf = null)
    {
        var composition = await FleetComposition.ComposeAsync(new InlinePolicy(compose), _environment, _settings);
        var check = new FleetCheck(composition);
        var findings = await check.RunAsync(
            [.. Enumerable.Range(0, hosts).Select(at => new FleetHost($"web{at:00}", groupsOf?.Invoke(at) ?? ["web"], layersOf?.Invoke(at) ?? [], composition.Entries))]);
        return (findings, check.ModelCount);
    }
}

public sealed partial class Contradicting : Role
{
    public AbsolutePath Path { get; set; } = "/etc/b";

    public override void Define(Host host)
    {
        host.File("/etc/a").Content("a").Mode("0644");
        host.File(Path).Content("b").Mode("0644");
    }
}

public sealed partial class IncludesNeedy : Role
{
    public override void Define(Host host) => host.Include<NeedsDomain>();
}

public sealed partial class OfGroups : Role
{
    public override void Define(Host host)
    {
        if (host.Groups.Contains("b"))
        {
            host.File("relative").Content("b").Mode("0644");
        }
    }
}

/// <summary>It is for a platform that no check assumes.</summary>
public sealed partial class OfPlatform : Role
{
    public override void Define(Host host)
    {
        var folder = host.Platform.Is("bsd") ? "/usr/local/etc" : "not/here";
        host.File($"{folder}/a").Content("a").Mode("0644");
        if (!host.Platform.Is("bsd"))
        {
            throw new InvalidOperationException("only for BSD");
        }
    }
}

public sealed partial class MaybeNotifying : Role
{
    public bool Notifies { get; set; }

    public override void Define(Host host)
    {
        var handler = host.Handler("handler", () => host.Echo($"handled"));
        var file = host.File("/etc/a").Content("a").Mode("0644");
        if (Notifies)
        {
            file.Notifies(handler);
        }
    }
}
