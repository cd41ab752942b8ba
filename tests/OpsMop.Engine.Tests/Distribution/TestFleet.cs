using System.Text.Json;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Engine.Model;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Distribution;

/// <summary>A controller and an agent without what lies between them but for the JSON that they exchange.</summary>
public sealed class TestFleet : IDisposable
{
    private readonly TemporaryFolder _state = new();

    public List<VariableLayer> Environment { get; } = [];

    public List<VariableLayer> Layers { get; } = [];

    public List<VariableSetting> Settings { get; } = [];

    public List<RunEvent> Events { get; } = [];

    public MemorySystem System { get; } = new MemorySystem()
        .WithDirectory("/etc")
        .WithFile("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
        .WithProcess("touch *", ProcessResult.Success);

    public IEnumerable<string> Messages => Events.OfType<MessageSaid>().Select(said => said.Message);

    public static JsonElement Data(string json) => JsonDocument.Parse(json).RootElement;

    public static VariableLayer Layer(VariableLayerKind kind, string name, string json) =>
        new(kind, name, $"{name}.yaml", Data(json), new Dictionary<string, int>());

    public TestFleet Group(string json)
    {
        Layers.Add(Layer(VariableLayerKind.Group, "group web", json));
        return this;
    }

    public TestFleet Set(string setting)
    {
        Settings.Add(VariableSetting.Parse(setting));
        return this;
    }

    public Task<FleetComposition> ComposeAsync(Policy policy) => FleetComposition.ComposeAsync(policy, Environment, Settings);

    public FleetHost Host(FleetComposition composition, string name = "web1") => new(name, ["web"], Layers, composition.Entries);

    /// <summary>What an agent reads of what the controller wrote.</summary>
    public async Task<RunOrder> OrderAsync(Policy policy, RunVerb verb = RunVerb.Apply, params string[] roles)
    {
        var composition = await ComposeAsync(policy);
        Assert.Empty(composition.Findings);
        var host = Host(composition);
        var order = composition.Order(host, [.. composition.Entries.Where(entry => roles.Length == 0 || roles.Contains(entry.Name))], verb);
        return DistributionJson.Read(DistributionJson.Write(order));
    }

    public EngineOptions Options(RunOrder order) => order.ToOptions([new Recorder(Events)], CancellationToken.None, _state.Path.Value, System);

    /// <summary>Pushes the policy, or some of its roles, to the host.</summary>
    public async Task<RunFinished> PushAsync(Policy policy, params string[] roles)
    {
        Events.Clear();
        return await new PolicyEngine(policy, Options(await OrderAsync(policy, RunVerb.Apply, roles))).ApplyAsync();
    }

    public EngineOptions Local() => new()
    {
        System = System,
        HostName = "web1",
        Groups = ["web"],
        StateDirectory = _state.Path.Value,
        Layers = [.. Environment, .. Layers],
        Settings = Settings,
        Sinks = { new Recorder(Events) },
        ChaosSeed = 1,
    };

    /// <summary>Applies the policy on the host itself.</summary>
    public Task<RunFinished> ApplyAsync(Policy policy)
    {
        Events.Clear();
        return new PolicyEngine(policy, Local()).ApplyAsync();
    }

    /// <summary>The findings of binding all roles.</summary>
    public async Task<IReadOnlyList<Finding>> BindAsync(Policy policy)
    {
        var composition = await ComposeAsync(policy);
        return [.. composition.Findings, .. composition.Entries.SelectMany(entry => composition.Bind(entry, Layers).Findings)];
    }

    internal async Task<(HostModel Model, IReadOnlyList<Finding> Findings)> ModelAsync(Policy policy, EngineOptions options)
    {
        var builder = new ModelBuilder(policy, options, new SourceFiles(AppContext.BaseDirectory));
        var model = await builder.BuildAsync("web1", new Engine.Facts.HostFacts(System, new Engine.Facts.HostFactsOptions { Seed = 1 }), CancellationToken.None);
        return (model, builder.Findings);
    }

    public void Dispose() => _state.Dispose();

    private sealed class Recorder(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }
}
