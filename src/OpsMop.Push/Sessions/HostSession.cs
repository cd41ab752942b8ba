using System.Text.Json;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Events;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Sessions;

/// <summary>The controller's end of the agent on a host. Whatever comes from there is the word of a host that may have been taken over: it is checked, and it is bounded.</summary>
internal sealed class HostSession : IHostSession
{
    private const int LongestErrorText = 600;

    private readonly string _name;
    private readonly string _policy;
    private readonly AgentConnection _connection;
    private readonly SessionFiles _files;
    private readonly Action<EarlierRun, IReadOnlyList<RunEvent>> _earlier;
    private readonly TaskCompletionSource _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RunEvent> _earlierEvents = [];
    private readonly Lock _lock = new();
    private readonly Task _listening;
    private ActiveRun? _run;
    private BrokenSessionException? _broken;
    private string? _fault;

    private HostSession(string name, string policy, AgentConnection connection, SessionFiles files, Action<EarlierRun, IReadOnlyList<RunEvent>> earlier, bool resumes)
    {
        (_name, _policy, _connection, _files, _earlier) = (name, policy, connection, files, earlier);
        if (!resumes)
        {
            _resumed.SetResult();
        }

        _listening = Task.Run(ListenAsync);
    }

    /// <inheritdoc/>
    public string Platform => _connection.Platform;

    /// <inheritdoc/>
    public long AgentBytes => _connection.AgentBytes;

    /// <summary>Begins a session with an agent that runs.</summary>
    /// <param name="name">The host's name.</param>
    /// <param name="policy">The class of the policy, which is the agent's too.</param>
    /// <param name="connection">The connection, which is the session's from now on.</param>
    /// <param name="start">What the agent is told first.</param>
    /// <param name="files">Serves the files that the agent may ask for.</param>
    /// <param name="earlier">Told of each earlier run whose result had not arrived.</param>
    /// <exception cref="BrokenSessionException">The connection broke.</exception>
    public static async Task<HostSession> BeginAsync(
        string name,
        string policy,
        AgentConnection connection,
        SessionStart start,
        SessionFiles files,
        Action<EarlierRun, IReadOnlyList<RunEvent>> earlier)
    {
        var session = new HostSession(name, policy, connection, files, earlier, start.ResumeRun > 0);
        try
        {
            files.Attach(connection.Writer, session.LetGo);
            await connection.Writer.HoldAsync(FrameKind.Start, ProtocolJson.Write(start, ProtocolJson.Default.SessionStart)).ConfigureAwait(false);
            await files.AnnounceAsync().ConfigureAwait(false);
            if (start.ResumeRun > 0)
            {
                // No order follows.
                await connection.Writer.FlushAsync().ConfigureAwait(false);
            }

            return session;
        }
        catch (IOException)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw session.Broken(0);
        }
    }

    /// <inheritdoc/>
    public Task<RunResult> RunAsync(int run, RunOrder order, Action<RunEvent> told) =>
        RunAsync(new ActiveRun(run, order.HostName, told), () => _connection.Writer.WriteAsync(FrameKind.Run, run, DistributionJson.Write(order)));

    /// <inheritdoc/>
    public Task<RunResult> ResumeAsync(ResumedRun resumed, RunOrder order, Action<RunEvent> told) =>
        RunAsync(new ActiveRun(resumed.Run, order.HostName, told) { Lines = resumed.Lines }, static () => default);

    /// <inheritdoc/>
    public void Stop() => _ = TryWriteAsync(FrameKind.Stop);

    /// <inheritdoc/>
    public void Abort() => _ = TryWriteAsync(FrameKind.Abort);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What has arrived is safe: who asks for it tomorrow need not be told again.
        _resumed.TrySetResult();
        await TryWriteAsync(FrameKind.Received).ConfigureAwait(false);
        await TryWriteAsync(FrameKind.End).ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        await _files.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<RunResult> RunAsync(ActiveRun run, Func<ValueTask> ask)
    {
        lock (_lock)
        {
            if (_broken is not null)
            {
                throw new BrokenSessionException(_broken.Message, run.Lines, _broken.IsHostile);
            }

            _run = run;
        }

        _resumed.TrySetResult();

        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The listener finds the end of the stream, and says what there is to say.
        }

        try
        {
            return await run.Ended.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _run = null;
            }
        }
    }

    private async ValueTask TryWriteAsync(FrameKind kind)
    {
        try
        {
            await _connection.Writer.WriteAsync(kind, default).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Who listens for the answer finds out.
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await _connection.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
            {
                await TakeAsync(frame).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ProtocolException or JsonException)
        {
            // It is not one of ours, or not any more: nothing that it says counts from here on.
            LetGo(exception.Message);
        }
        catch (Exception)
        {
            // However its stream ends, it has ended.
        }

        ActiveRun? run;
        string? fault;
        lock (_lock)
        {
            fault = _fault;
            _broken = fault is null ? Broken(0) : new BrokenSessionException($"{_name} does what no agent does, and is let go of: {fault}", 0, isHostile: true);
            run = _run;
        }

        if (run is not null)
        {
            // Its last words come with its end.
            if (fault is null)
            {
                await Task.WhenAny(_connection.Process.Exited, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            }

            run.Ended.TrySetException(fault is null ? Broken(run.Lines) : new BrokenSessionException(_broken.Message, run.Lines, isHostile: true));
        }
    }

    private void LetGo(string fault)
    {
        lock (_lock)
        {
            _fault ??= fault;
        }

        _connection.Process.Kill();
    }

    private async ValueTask TakeAsync(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Alive:
                break;
            case FrameKind.Started:
                Check(ProtocolJson.Read(frame.Payload, ProtocolJson.Default.AgentStarted));
                break;
            case FrameKind.Events:
                var run = await ActiveAsync(frame).ConfigureAwait(false);
                foreach (var happened in Read(frame.Payload, run.Host))
                {
                    run.Take(happened);
                }

                break;
            case FrameKind.Ended:
                var ended = ProtocolJson.Read(frame.Payload, ProtocolJson.Default.RunEnded);
                (await ActiveAsync(frame).ConfigureAwait(false)).End(ended);
                break;
            case FrameKind.EarlierEvents:
                // Of what happened then, the end and the failures are worth telling again; a host does not fill our memory.
                _earlierEvents.AddRange(Read(frame.Payload, _name)
                    .Where(happened => happened is RunFinished or ResourceFinished { Status: OutcomeStatus.Failed or OutcomeStatus.Changed })
                    .Take(Math.Max(0, 1000 - _earlierEvents.Count)));
                break;
            case FrameKind.EarlierEnded:
                _earlier(ProtocolJson.Read(frame.Payload, ProtocolJson.Default.EarlierRun), [.. _earlierEvents]);
                _earlierEvents.Clear();
                break;
            case FrameKind.ManifestWanted or FrameKind.FileWanted or FrameKind.FileOffered or FrameKind.FileOfferedChunk:
                await _files.TakeAsync(frame).ConfigureAwait(false);
                break;
            default:
                throw new ProtocolException($"it sent a frame of the kind {frame.Kind}");
        }
    }

    private void Check(AgentStarted started)
    {
        if (started.Protocol != SessionStart.ProtocolVersion || started.Policy != _policy)
        {
            throw new ProtocolException(
                $"the agent there is that of {started.Policy} with version {started.Protocol} of the protocol, and this is {_policy} with version {SessionStart.ProtocolVersion}; give --agent a file of this policy's build");
        }
    }

    private async ValueTask<ActiveRun> ActiveAsync(Frame frame)
    {
        // The agent begins with what is left of a run before anybody here has asked for it.
        await _resumed.Task.ConfigureAwait(false);
        lock (_lock)
        {
            return _run ?? throw new ProtocolException($"it sent a frame of the kind {frame.Kind} while nothing ran");
        }
    }

    /// <summary>The events of a frame. The host's name is ours to say, and only what happens in a run is an agent's to tell.</summary>
    private static IEnumerable<RunEvent> Read(ReadOnlyMemory<byte> lines, string host)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            var happened = JsonSerializer.Deserialize(line.Span, EventJson.Default.RunEvent) ?? throw new ProtocolException("it sent an empty event");
            yield return happened is RunStarted or RunFinished or RunInterrupted or RoleStarted or RoleFinished or ResourceStarted or ResourceFinished or ResourceRetrying
                or HandlerNotified or HandlerStarted or MessageSaid or FindingReported
                ? happened with { Host = host }
                : throw new ProtocolException($"it sent an event that is not an agent's to send ({happened.GetType().Name})");
        }
    }

    private BrokenSessionException Broken(int lines)
    {
        var error = _connection.Process.ErrorText.Trim();
        error = error.Length > LongestErrorText ? "…" + error[^LongestErrorText..] : error;
        return new BrokenSessionException($"The connection to {_name} broke{(error.Length > 0 ? $": {error}" : "")}{(error.EndsWith('.') ? "" : ".")}", lines);
    }

    /// <summary>A run whose end is awaited.</summary>
    private sealed class ActiveRun(int number, string host, Action<RunEvent> told)
    {
        private readonly RunTally _tally = new();

        public TaskCompletionSource<RunResult> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The host that the work is for, which is another where it is delegated.</summary>
        public string Host => host;

        public int Lines { get; set; }

        public void Take(RunEvent happened)
        {
            Lines++;
            _tally.Take(happened);
            told(happened);
        }

        public void End(RunEnded ended)
        {
            if (ended.Run != number)
            {
                throw new ProtocolException($"it ended the run {ended.Run}, and {number} was asked for");
            }

            Ended.TrySetResult(_tally.ToResult(ended.Error, [.. ended.Findings.Select(finding => finding.ToFinding())]) with { IsUnknown = ended.IsUnknown, Plan = ended.Plan });
        }
    }
}
