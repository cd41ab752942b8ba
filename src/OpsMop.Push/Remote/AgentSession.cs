using System.Text;
using System.Threading.Channels;
using OpsMop.Engine;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Security;
using OpsMop.Engine.State;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;
using OpsMop.Push.Relays;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Remote;

/// <summary>
/// The agent: it takes orders from one end of a pipe, and tells what happens at the other. It goes on for as long as there are orders; when the connection breaks, it does what it was
/// told to do in that case, and leaves the result for the next one.
/// </summary>
internal sealed class AgentSession : IAsyncDisposable
{
    /// <summary>After how long a silence the controller hears that the agent is there.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private const int MostBusy = 8;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    private readonly FrameReader _reader;
    private readonly Stream _output;
    private readonly FrameWriter _writer;
    private readonly Policy _policy;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<string> _told = [];
    private readonly Lock _lock = new();
    private readonly FileExchange _files;
    private readonly RelayChildren _children;
    private SessionStart? _start;
    private RunLog? _running;
    private bool _isOrphan;

    /// <summary>Begins a session.</summary>
    /// <param name="input">What the controller says.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="policy">The policy whose roles are run.</param>
    /// <param name="connect">Makes what connects to hosts, where this agent is a relay; OpenSSH where not given.</param>
    public AgentSession(Stream input, Stream output, Policy policy, Func<IConnector>? connect = null)
    {
        _reader = new FrameReader(input);
        _output = output;
        _writer = new FrameWriter(output);
        _policy = policy;
        _files = new FileExchange(_writer);
        _children = new RelayChildren(_writer, connect ?? (static () => new SshConnector()));
    }

    private string StateDirectory => _start?.StateDirectory ?? RunStore.DefaultDirectory;

    /// <summary>Serves until there is nothing left to do.</summary>
    /// <exception cref="ProtocolException">The controller does not keep to the protocol.</exception>
    public async Task RunAsync()
    {
        var working = WorkAsync();
        try
        {
            await ListenAsync().ConfigureAwait(false);
        }
        finally
        {
            _work.Writer.TryComplete();
            _files.Break();
            await working.ConfigureAwait(false);
            _files.Prune();
        }
    }

    /// <summary>Stops after the running change, as the first Ctrl-C of a person does.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Says that the agent is there: asked for by whoever waits for the controller's next word, when none has come for a while.</summary>
    public async ValueTask BeatAsync()
    {
        ExpectWaiting();
        try
        {
            await _writer.WriteAsync(FrameKind.Alive, default).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Disconnected();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _children.DisposeAsync().ConfigureAwait(false);
        _writer.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
        {
            if (frame.Kind is not (FrameKind.Start or FrameKind.Manifest or FrameKind.Run or FrameKind.Received or FrameKind.End))
            {
                ExpectWaiting();
            }

            switch (frame.Kind)
            {
                case FrameKind.Start:
                    _start = SessionJson.ReadStart(frame.Payload.Span);
                    _work.Writer.TryWrite(BeginAsync);
                    break;
                case FrameKind.Run:
                    var (number, order) = (frame.Number, DistributionJson.Read(frame.Rest.Span));
                    _work.Writer.TryWrite(() => RunAsync(number, order));
                    break;
                case FrameKind.Stop:
                    await _stop.CancelAsync().ConfigureAwait(false);
                    break;
                case FrameKind.Abort:
                    await _stop.CancelAsync().ConfigureAwait(false);
                    await _abort.CancelAsync().ConfigureAwait(false);
                    break;
                case FrameKind.Received:
                    Confirm();
                    break;
                case FrameKind.End:
                    return;
                case FrameKind.Manifest or FrameKind.FileChunk or FrameKind.FileEnd or FrameKind.FileFailed or FrameKind.Taken or FrameKind.NotTaken:
                    await _files.TakeAsync(frame).ConfigureAwait(false);
                    break;
                case FrameKind.Open or FrameKind.ChildInput or FrameKind.ChildInputKept or FrameKind.ChildInputEnd or FrameKind.ChildKill or FrameKind.Keep or FrameKind.Forget:
                    _children.Take(frame);
                    break;
                default:
                    throw new ProtocolException($"The controller sent a frame of the kind {frame.Kind}.");
            }
        }

        Disconnected();
    }

    /// <summary>
    /// The pool begins with one thread, which is all that most runs need: to start another costs as much as a resource. Where the listener has to wait for something it may go on in the pool,
    /// where it takes a thread as long as the controller is silent, and the pool would notice only half a second later that it is stuck.
    /// </summary>
    private static void ExpectWaiting()
    {
        ThreadPool.GetMinThreads(out var threads, out var ports);
        if (threads < MostBusy)
        {
            ThreadPool.SetMinThreads(MostBusy, ports);
        }
    }

    /// <summary>The connection is gone. What is left is for the next one to fetch.</summary>
    private void Disconnected()
    {
        lock (_lock)
        {
            if (_isOrphan)
            {
                return;
            }

            _isOrphan = true;
            _running?.Orphan();
        }

        _files.Break();
        if (_start?.OnDisconnect == DisconnectPolicy.Stop)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Does one thing after the other, while frames are still read.</summary>
    private async Task WorkAsync()
    {
        await foreach (var work in _work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await work().ConfigureAwait(false);
                if (!_work.Reader.TryPeek(out _))
                {
                    await _writer.FlushAsync().ConfigureAwait(false);
                }
            }
            catch (IOException)
            {
                Disconnected();
            }
            catch (Exception exception)
            {
                // Whoever waits for an answer finds the connection closed, and reads why.
                await Console.Error.WriteLineAsync($"opsmop agent: {Redactor.Mask(exception.Message)} ({exception.GetType().Name})").ConfigureAwait(false);
                await _output.DisposeAsync().ConfigureAwait(false);
                Disconnected();
                return;
            }
        }
    }

    private async Task BeginAsync()
    {
        var resumed = _start!.ResumeRun > 0 ? RunLog.Find(StateDirectory, _start.Push, _start.ResumeRun) : null;
        await TellEarlierRunsAsync(resumed).ConfigureAwait(false);
        await _writer.HoldAsync(
            FrameKind.Started,
            SessionJson.Write(new AgentStarted { Protocol = SessionStart.ProtocolVersion, Policy = _policy.GetType().Name })).ConfigureAwait(false);
        if (_start.ResumeRun > 0)
        {
            await ResumeAsync(resumed).ConfigureAwait(false);
        }
    }

    private async Task TellEarlierRunsAsync(string? except)
    {
        foreach (var path in RunLog.Unheard(StateDirectory))
        {
            // A run whose controller is still there is its own affair; the run lock says what there is to say.
            if (path == except || (RunLog.IsRunning(path) && !RunLog.IsOrphan(path)))
            {
                continue;
            }

            try
            {
                await TellAsync(path, 0, FrameKind.EarlierEvents).ConfigureAwait(false);
                var (head, _, ended) = RunLog.Read(path);
                await _writer.WriteAsync(FrameKind.EarlierEnded, SessionJson.Write(head with { Ended = ended })).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ProtocolException or SystemFaultException)
            {
                // It was cut off, or somebody has written in it: what there is of it stays where it is, and nobody waits for it.
            }

            Told(path);
        }
    }

    /// <summary>Tells what a run has told and tells, until it is over.</summary>
    private async Task TellAsync(string path, int after, FrameKind kind)
    {
        while (true)
        {
            var isRunning = RunLog.IsRunning(path);
            var events = RunLog.Read(path).Events;
            if (events.Count > after)
            {
                await _writer.WriteAsync(kind, Encoding.UTF8.GetBytes(string.Concat(events.Skip(after).Select(line => line + "\n")))).ConfigureAwait(false);
                after = events.Count;
            }

            if (!isRunning || _stop.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(s_look).ConfigureAwait(false);
        }
    }

    private async Task ResumeAsync(string? path)
    {
        RunEnded ended;
        if (path is null)
        {
            ended = new RunEnded { Run = _start!.ResumeRun, IsUnknown = true };
        }
        else
        {
            await TellAsync(path, _start!.ResumeAfter, FrameKind.Events).ConfigureAwait(false);
            var (_, _, last) = RunLog.Read(path);
            ended = last ?? new RunEnded
            {
                Run = _start.ResumeRun,
                Error = $"The agent was ended in the middle of the run; what it had told is in {path}. The next push finishes what is left.",
            };
            Told(path);
        }

        await _writer.WriteAsync(FrameKind.Ended, SessionJson.Write(ended)).ConfigureAwait(false);
    }

    private void Told(string path)
    {
        lock (_lock)
        {
            _told.Add(path);
        }
    }

    private void Confirm()
    {
        lock (_lock)
        {
            _told.ForEach(RunLog.Confirm);
            _told.Clear();
        }
    }

    private async Task RunAsync(int number, RunOrder order)
    {
        var ended = new RunEnded { Run = number };
        try
        {
            using var log = order.Verb == RunVerb.Plan ? null : BeginLog(number, order);
            try
            {
                await using var pump = new EventPump(_writer, log, order.TellsUnchanged, Disconnected);
                ended = await RunAsync(ended, order, pump).ConfigureAwait(false);
            }
            finally
            {
                log?.End(ended);
                Release(log);
            }
        }
        catch (Exception exception) when (exception is SystemFaultException or IOException or UnauthorizedAccessException)
        {
            ended = ended with { Error = exception.Message };
        }

        await _writer.WriteAsync(FrameKind.Ended, SessionJson.Write(ended)).ConfigureAwait(false);
    }

    private RunLog BeginLog(int number, RunOrder order)
    {
        var store = RunStore.Open(_start?.StateDirectory);
        var log = RunLog.Begin(store.Directory, _start!.Push, number, new EarlierRun { Began = DateTimeOffset.UtcNow, Operator = _start.Operator, Host = order.HostName });
        lock (_lock)
        {
            _running = log;
            if (_isOrphan)
            {
                log.Orphan();
            }
        }

        return log;
    }

    private void Release(RunLog? log)
    {
        if (log is not null)
        {
            lock (_lock)
            {
                _running = null;
                _told.Add(log.Path);
            }
        }
    }

    private async Task<RunEnded> RunAsync(RunEnded ended, RunOrder order, EventPump pump)
    {
        byte[]? plan = null;
        var (findings, error) = await RunGuard.RunAsync(async () =>
        {
            var (sources, controller) = await _files.OpenAsync(_start!.Manifest, _abort.Token).ConfigureAwait(false);
            var engine = new PolicyEngine(_policy, order.ToOptions([pump], _abort.Token, _start.StateDirectory, null, sources, controller));
            plan = await OrderedRun.RunAsync(engine, order, _stop.Token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return ended with { Error = error, Findings = [.. findings.Select(AgentFinding.Of)], Plan = plan };
    }
}
