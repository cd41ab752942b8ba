using OpsMop.Engine.Events;
using OpsMop.Engine.Variables;
using OpsMop.Testing;

namespace OpsMop.Engine.Tests.Running;

/// <summary>Runs policies on a system in memory, with a state directory of its own, and keeps what the runs said.</summary>
public sealed class TestRun : IDisposable
{
    private readonly TemporaryFolder _state = new();

    public TestRun() => System = new MemorySystem()
        .WithDirectory("/etc")
        .WithDirectory("/srv")
        .WithDirectory("/home")
        .WithFile("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
        .WithProcess("touch *", ProcessResult.Success);

    public MemorySystem System { get; set; }

    public List<RunEvent> Events { get; } = [];

    public List<string> Tags { get; } = [];

    public List<VariableSetting> Settings { get; } = [];

    public List<VariableLayer> Layers { get; } = [];

    public CancellationToken Stop { get; set; }

    public bool Verbose { get; set; }

    public IEnumerable<string> Messages => Events.OfType<MessageSaid>().Select(said => said.Message);

    /// <summary>How each resource ended in the last run, in the order of ending: <c>changed File[/etc/motd]</c>.</summary>
    public IEnumerable<string> Told => Events.OfType<ResourceFinished>().Select(finished =>
        $"{(finished.Maybe ? "maybe " : "")}{finished.Status.ToString().ToLowerInvariant()} {finished.Resource}{(finished.Ignored is null ? "" : " (ignored)")}");

    public Task<RunFinished> PlanAsync(Action<Host> define) => PlanAsync(new InlinePolicy(define));

    public Task<RunFinished> ApplyAsync(Action<Host> define) => ApplyAsync(new InlinePolicy(define));

    public Task<RunFinished> PlanAsync(Policy policy, ISystem? system = null) => Engine(policy, system).PlanAsync(Stop);

    public Task<RunFinished> ApplyAsync(Policy policy, ISystem? system = null) => Engine(policy, system).ApplyAsync(Stop);

    public Task<IReadOnlyList<Finding>> ValidateAsync(Action<Host> define) => Engine(new InlinePolicy(define), null).ValidateAsync();

    public Task<IReadOnlyList<Finding>> ValidateAsync(Policy policy) => Engine(policy, null).ValidateAsync();

    public PolicyEngine Engine(Policy policy, ISystem? system)
    {
        Events.Clear();
        return new PolicyEngine(policy, new EngineOptions
        {
            System = system ?? System,
            HostName = "web1",
            StateDirectory = _state.Path.Value,
            Sinks = { new Recorder(Events) },
            Tags = Tags,
            Settings = Settings,
            Layers = Layers,
            Verbose = Verbose,
            ChaosSeed = 1,
        });
    }

    public void Dispose() => _state.Dispose();

    private sealed class Recorder(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }
}
