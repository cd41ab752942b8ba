using OpsMop.Engine;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Push.Agentless;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Sessions;

/// <summary>A host on which the controller itself does the work, over a session with its shell. What is to be remembered of it (locks, pending handlers, backups) is kept on the controller.</summary>
internal sealed class AgentlessSession : IHostSession
{
    private readonly string _name;
    private readonly Policy _policy;
    private readonly ShellSystem _system;
    private readonly IRemoteProcess _process;
    private readonly IAsyncDisposable _connection;
    private readonly string _stateDirectory;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();

    /// <summary>A session whose shell has greeted.</summary>
    /// <param name="name">The host's name.</param>
    /// <param name="platform">What it says of itself.</param>
    /// <param name="policy">The policy, whose roles are run.</param>
    /// <param name="process">The shell.</param>
    /// <param name="connection">What is disposed at the end.</param>
    /// <param name="silence">How long the host may leave a question unanswered.</param>
    /// <param name="stateDirectory">Where its state is kept.</param>
    public AgentlessSession(string name, string platform, Policy policy, IRemoteProcess process, IAsyncDisposable connection, TimeSpan silence, string stateDirectory)
    {
        (_name, Platform, _policy, _process, _connection, _stateDirectory) = (name, platform, policy, process, connection, stateDirectory);
        _system = new ShellSystem(process.Input, process.Output, new ShellOptions { Host = name, Silence = silence, ErrorText = () => process.ErrorText });
    }

    /// <inheritdoc/>
    public string Platform { get; }

    /// <inheritdoc/>
    public long AgentBytes => 0;

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(int run, RunOrder order, Action<RunEvent> told)
    {
        var tally = new RunTally();
        var sink = new Sink(order.TellsUnchanged, happened =>
        {
            tally.Take(happened);
            told(happened);
        });
        var engine = new PolicyEngine(_policy, order.ToOptions([sink], _abort.Token, _stateDirectory, _system));
        byte[]? plan = null;
        var (findings, error) = await RunGuard.RunAsync(async () => plan = await OrderedRun.RunAsync(engine, order, _stop.Token).ConfigureAwait(false)).ConfigureAwait(false);
        var result = tally.ToResult(error, findings) with { Plan = plan };
        return !result.Succeeded && _process.Exited.IsCompleted
            ? throw new BrokenSessionException($"The connection to {_name} broke. {_process.ErrorText}".TrimEnd(), 0)
            : result;
    }

    /// <inheritdoc/>
    public Task<RunResult> ResumeAsync(ResumedRun resumed, RunOrder order, Action<RunEvent> told)
    {
        // Nobody has gone on with it there: it is made again, and finds what is left.
        return Task.FromResult(new RunResult { IsUnknown = true });
    }

    /// <inheritdoc/>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Abort()
    {
        _stop.Cancel();
        _abort.Cancel();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _system.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _abort.Dispose();
    }

    private sealed class Sink(bool wantsUnchanged, Action<RunEvent> told) : IEventSink
    {
        public bool WantsUnchanged => wantsUnchanged;

        public void Take(RunEvent happened) => told(happened);
    }
}
