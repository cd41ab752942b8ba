using System.Text.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Tests.Running;

public sealed class VariableTests : IDisposable
{
    private readonly TestRun _run = new();

    [Fact]
    public async Task Each_layer_wins_over_the_ones_below()
    {
        Assert.Equal("class", await PortAsync());
        Layer(VariableLayerKind.Environment, """{"site":{"greeting":"environment"}}""");
        Assert.Equal("environment", await PortAsync());
        Layer(VariableLayerKind.Host, """{"site":{"greeting":"host"}}""");
        Layer(VariableLayerKind.Group, """{"site":{"greeting":"group"}}""");
        Assert.Equal("host", await PortAsync());
        Assert.Equal("code", await PortAsync(site => site.Greeting = "code"));
        _run.Settings.Add(VariableSetting.Parse("site.greeting=set"));
        Assert.Equal("set", await PortAsync(site => site.Greeting = "code"));
    }

    [Fact]
    public async Task An_unknown_role_or_variable_in_set_is_an_error_with_the_nearest_name()
    {
        _run.Settings.Add(VariableSetting.Parse("siet.greeting=x"));
        Assert.Contains("Did you mean 'site'?", Assert.Single(await _run.ValidateAsync(Policy())).Message, StringComparison.Ordinal);

        _run.Settings.Clear();
        _run.Settings.Add(VariableSetting.Parse("site.greting=x"));
        Assert.Contains("Did you mean 'greeting'?", Assert.Single(await _run.ValidateAsync(Policy())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_says_what_is_expected()
    {
        _run.Settings.Add(VariableSetting.Parse("site.workers=many"));

        var finding = Assert.Single(await _run.ValidateAsync(Policy()));
        Assert.Equal("OPM6004", finding.Id);
        Assert.Contains("many", finding.Message, StringComparison.Ordinal);
        Assert.Contains("whole number", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_variable_that_nobody_sets_is_an_error_at_the_line_that_adds_the_role()
    {
        var findings = await _run.ValidateAsync(new InlinePolicy(roles => roles.Add<NeedsDomain>()));

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2002", finding.Id);
        Assert.Contains("Domain", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith("VariableTests.cs", finding.Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_added_twice_needs_names_and_is_set_by_them()
    {
        var twice = new InlinePolicy(roles =>
        {
            roles.Add<Site>();
            roles.Add<Site>();
        });
        Assert.Equal("OPM2005", Assert.Single(await _run.ValidateAsync(twice)).Id);

        _run.Settings.Add(VariableSetting.Parse("blog.greeting=from the command line"));
        await _run.ApplyAsync(new InlinePolicy(roles =>
        {
            roles.Add<Site>("blog");
            roles.Add<Site>("shop", site => site.Greeting = "shop");
        }));
        Assert.Equal(["from the command line", "shop"], _run.Messages);
    }

    [Fact]
    public async Task A_role_included_twice_needs_names()
    {
        var findings = await _run.ValidateAsync(host =>
        {
            host.Include<Site>();
            host.Include<Site>();
        });

        Assert.Equal("OPM2005", Assert.Single(findings).Id);
        Assert.Empty(await _run.ValidateAsync(host =>
        {
            host.Include<Site>();
            host.Include<Site>(name: "other");
        }));
    }

    [Fact]
    public async Task A_policy_that_lacks_a_variable_is_not_composed_and_one_that_loads_knows_its_variables()
    {
        Assert.Equal("OPM2002", Assert.Single(await _run.ValidateAsync(new Loading())).Id);

        _run.Settings.Add(VariableSetting.Parse("database=db1"));
        await _run.ApplyAsync(new Loading());
        Assert.Equal(["loaded from db1"], _run.Messages);
    }

    [Fact]
    public async Task Data_cannot_change_a_role_that_is_added_whole()
    {
        Layer(VariableLayerKind.Environment, """{"site":{"greeting":"data"}}""");

        var findings = await _run.ValidateAsync(new InlinePolicy(roles => roles.Add(new Site { Greeting = "whole" })));

        Assert.Equal("OPM6003", Assert.Single(findings).Id);
    }

    [Fact]
    public async Task An_obsolete_variable_is_read_with_a_warning()
    {
        _run.Settings.Add(VariableSetting.Parse("site.threads=3"));

        var finding = Assert.Single(await _run.ValidateAsync(Policy()));
        Assert.False(finding.IsError);
        Assert.Contains("use Workers", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_constraint_of_a_variable_holds_for_data_and_for_code()
    {
        var inCode = Assert.Single(await _run.ValidateAsync(Policy(site => site.Workers = 99)));
        Assert.Equal("OPM2004", inCode.Id);
        Assert.Contains("from 1 to 64", inCode.Message, StringComparison.Ordinal);
        Assert.EndsWith("VariableTests.cs", inCode.Location.File, StringComparison.Ordinal);

        _run.Settings.Add(VariableSetting.Parse("site.workers=0"));
        Assert.Contains("--set site.workers", Assert.Single(await _run.ValidateAsync(Policy())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_and_records_can_be_set_on_the_command_line_as_yaml()
    {
        _run.Settings.Add(VariableSetting.Parse("site.upstreams=[{name: a, port: 8080}, {name: b, port: 8081}]"));
        await _run.ApplyAsync(new InlinePolicy(roles => roles.Add<Site>(site => site.Greeting = "")));

        Assert.Equal(["a:8080", "b:8081"], _run.Messages);
    }

    [Fact]
    public async Task An_invalid_value_of_a_domain_type_is_reported_where_it_was_given()
    {
        _run.Settings.Add(VariableSetting.Parse("site.upstreams=[{name: a, port: 80800}]"));

        Assert.Contains("80800", Assert.Single(await _run.ValidateAsync(Policy())).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private static InlinePolicy Policy(Action<Site>? configure = null) => new(roles => roles.Add(configure));

    private async Task<string> PortAsync(Action<Site>? configure = null)
    {
        await _run.ApplyAsync(Policy(configure));
        return Assert.Single(_run.Messages);
    }

    private void Layer(VariableLayerKind kind, string json) =>
        _run.Layers.Add(new VariableLayer(kind, $"{kind} test", "test.yaml", JsonDocument.Parse(json).RootElement, new Dictionary<string, int>()));
}

public sealed partial class Site : Role
{
    public string Greeting { get; set; } = "class";

    [Range(1, 64)]
    public int Workers { get; set; } = 1;

    [Obsolete("use Workers")]
    public int Threads { get; set; }

    public IReadOnlyList<Upstream> Upstreams { get; set; } = [];

    public override void Define(Host host)
    {
        if (Greeting.Length > 0)
        {
            host.Echo($"{Greeting}");
        }

        foreach (var upstream in Upstreams)
        {
            host.Echo($"{upstream.Name}:{upstream.Port}");
        }
    }
}

public sealed record Upstream(string Name, Port Port);

public sealed partial class Loading : Policy
{
    private string _loaded = null!;

    [Required]
    public string? Database { get; set; }

    public override Task LoadAsync(CancellationToken cancel)
    {
        _loaded = $"loaded from {Database}";
        return Task.CompletedTask;
    }

    public override void Compose(Roles roles) => roles.Add<Site>(site => site.Greeting = _loaded.Trim());
}

public sealed partial class NeedsDomain : Role
{
    /// <summary>The domain.</summary>
    [Required]
    public string? Domain { get; set; }

    public override void Define(Host host) => host.Echo($"{Domain}");
}
