using System.Collections.Concurrent;
using System.Text.Json;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Push.Rollouts;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Tests.Rollouts;

/// <summary>A fleet without hosts: what is run where is written down, and a test says how it ends.</summary>
internal sealed class FakeFleet : ISessionFactory, IFleetPolicy
{
    private static readonly JsonElement s_nothing = JsonDocument.Parse("{}").RootElement;
    private int _running;

    /// <summary>What happened, in order: <c>web1: a+b</c>, <c>lb: drain for web1</c>.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>What was asked of hosts, in order.</summary>
    public ConcurrentQueue<RunOrder> Orders { get; } = new();

    /// <summary>The events of the push.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>How many runs were under way at the same time at most.</summary>
    public int MostRunning { get; private set; }

    /// <summary>How a run ends, by the host that it is for and its roles; well where not set.</summary>
    public Func<string, string, RunResult>? Ends { get; set; }

    /// <summary>What a run waits for.</summary>
    public Func<string, string, Task>? Waits { get; set; }

    /// <summary>Throws where a host cannot be connected to.</summary>
    public Action<string>? Connects { get; set; }

    public Dictionary<string, IContactHooks> Hooked { get; } = [];

    public string Name => "Fleet";

    public IContactHooks? Hooks { get; set; }

    public static RunResult Done(int changed = 0) => new() { Finished = new RunFinished { Unchanged = 1, Changed = changed, Failed = 0, Skipped = 0, Unknown = 0, Seconds = 0 } };

    public static RunResult Fails(string reason = "it broke") => new()
    {
        Finished = new RunFinished { Unchanged = 0, Changed = 0, Failed = 1, Skipped = 0, Unknown = 0, Seconds = 0 },
        FirstFailure = new ResourceFinished { Role = "r", Resource = "File[/x]", File = "Site.cs", Line = 7, Status = OutcomeStatus.Failed, Reason = reason, Seconds = 0 },
    };

    public RunOrder OrderFor(InventoryHost host, IReadOnlyList<RoleEntry> roles) => new()
    {
        Verb = RunVerb.Apply,
        HostName = host.Name,
        Roles = [.. roles.Select(role => new BoundRole { Name = role.Name, Type = "T", Variables = s_nothing })],
    };

    public IContactHooks? HooksOf(InventoryHost host, RoleEntry role) => Hooked.GetValueOrDefault(role.Name);

    public TimeSpan TimeoutOf(SessionKey key) => TimeSpan.FromMilliseconds(50);

    public Task<IHostSession> OpenAsync(SessionKey key, ResumedRun? resume, Action<RunEvent> told, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Log.Enqueue(resume is null ? $"connect {key.Host}" : $"connect {key.Host} again");
        Connects?.Invoke(key.Host);
        return Task.FromResult<IHostSession>(new Session(this, key.Host));
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Pushes.</summary>
    public async Task<PushFinished> PushAsync(IReadOnlyList<RoleEntry> roles, IReadOnlyList<InventoryHost> hosts, PushSettings? settings = null, CancellationToken stop = default)
    {
        var events = new FleetEvents([new Sink(Events)]);
        await using var sessions = new SessionPool(this, events, stop);
        var steps = RolloutStep.Of(roles, role => role.Rollout.Select is { } select ? [.. select(null!)] : hosts);
        var run = new PushRun(this, steps, sessions, settings ?? new PushSettings(), events, stop, CancellationToken.None);
        var finished = await run.RunAsync("@failed");
        Unfinished = run.Unfinished;
        return finished;
    }

    public IReadOnlyList<string> Unfinished { get; private set; } = [];

    public ContactStatus StatusOf(string host) => Events.OfType<HostFinished>().Single(one => one.Host == host).Status;

    public string? ErrorOf(string host) => Events.OfType<HostFinished>().Single(one => one.Host == host).Error;

    private sealed class Sink(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }

    private sealed class Session(FakeFleet fleet, string place) : IHostSession
    {
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Platform => "linux-x64";

        public long AgentBytes => 0;

        public async Task<RunResult> RunAsync(int run, RunOrder order, Action<RunEvent> told)
        {
            var roles = string.Join('+', order.Roles.Select(role => role.Name));
            fleet.Log.Enqueue(place == order.HostName ? $"{place}: {roles}" : $"{place}: {roles} for {order.HostName}");
            fleet.Orders.Enqueue(order);
            lock (fleet)
            {
                fleet.MostRunning = Math.Max(fleet.MostRunning, ++fleet._running);
            }

            try
            {
                await Task.Yield();
                if (fleet.Waits is { } waits)
                {
                    await Task.WhenAny(waits(order.HostName, roles), _stopped.Task);
                }

                return _stopped.Task.IsCompleted ? Done() with { IsInterrupted = true } : fleet.Ends?.Invoke(order.HostName, roles) ?? Done();
            }
            finally
            {
                lock (fleet)
                {
                    fleet._running--;
                }
            }
        }

        public Task<RunResult> ResumeAsync(ResumedRun resumed, RunOrder order, Action<RunEvent> told)
        {
            fleet.Log.Enqueue($"{place}: resumed");
            return Task.FromResult(Done(changed: 3));
        }

        public void Stop() => _stopped.TrySetResult();

        public void Abort() => Stop();

        public ValueTask DisposeAsync()
        {
            fleet.Log.Enqueue($"close {place}");
            return default;
        }
    }
}
