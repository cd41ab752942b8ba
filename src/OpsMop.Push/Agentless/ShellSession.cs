using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace OpsMop.Push.Agentless;

/// <summary>
/// The controller's end of a session with a shell: requests are lines, written without waiting for the answers before, and answers come in the order of the requests.
/// In between come the lines of jobs, which run beside the session.
/// </summary>
internal sealed class ShellSession : IAsyncDisposable
{
    private const int ReadSize = 64 * 1024;

    private readonly Stream _input;
    private readonly Stream _output;
    private readonly ShellOptions _options;
    private readonly byte[] _mark;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Queue<Pending> _pending = new();
    private readonly Dictionary<int, ShellJob> _jobs = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _reading;
    private readonly Task _watching;
    private readonly Task _opening;
    private long _lastSign = Environment.TickCount64;
    private int _sequence;
    private int _lastJob;
    private SystemFaultException? _death;

    /// <summary>Begins a session with a process that has greeted.</summary>
    /// <param name="input">Its standard input.</param>
    /// <param name="output">Its standard output.</param>
    /// <param name="options">How it works.</param>
    public ShellSession(Stream input, Stream output, ShellOptions options)
    {
        _input = input;
        _output = output;
        _options = options;
        Mark = ShellScript.NewName();
        _mark = Encoding.ASCII.GetBytes(Mark + " ");
        MarkLine = Encoding.ASCII.GetBytes(Mark);
        var hello = new Pending(0);
        _pending.Enqueue(hello);
        Hello = hello.Task;
        _opening = OpenAsync();
        _reading = ReadAsync();
        _watching = options.Silence is { } silence ? WatchAsync(silence) : Task.CompletedTask;
    }

    /// <summary>What no content has in it.</summary>
    public string Mark { get; }

    /// <summary>The mark as bytes.</summary>
    public byte[] MarkLine { get; }

    /// <summary>What the system there has.</summary>
    public Task<ShellReply> Hello { get; }

    /// <summary>How many requests have been written.</summary>
    public int Requests => _sequence;

    /// <summary>Sends a request.</summary>
    /// <param name="line">What the shell evaluates; one line.</param>
    /// <param name="cancel">Ends the waiting. What has been sent is done all the same; its answer is dropped.</param>
    /// <param name="sink">Takes the body as it comes, where it is not to be kept.</param>
    public async ValueTask<ShellReply> AskAsync(string line, CancellationToken cancel = default, Action<ReadOnlyMemory<byte>>? sink = null) =>
        await (await SendAsync(line, null, sink, cancel).ConfigureAwait(false)).WaitAsync(cancel).ConfigureAwait(false);

    /// <summary>Sends a request without waiting for its answer: whoever sends several at a time has them travel together.</summary>
    /// <param name="line">What the shell evaluates; one line.</param>
    /// <param name="payload">Writes what belongs to the request, right after its line. It must write it whole.</param>
    /// <param name="sink">Takes the body as it comes, where it is not to be kept.</param>
    /// <param name="cancel">Cancels the request before it is written.</param>
    public async ValueTask<Task<ShellReply>> SendAsync(
        string line, Func<Stream, ValueTask>? payload = null, Action<ReadOnlyMemory<byte>>? sink = null, CancellationToken cancel = default)
    {
        await _opening.ConfigureAwait(false);
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            Pending pending;
            lock (_gate)
            {
                if (_death is { } death)
                {
                    throw Again(death);
                }

                if (_pending.Count == 0)
                {
                    _lastSign = Environment.TickCount64;
                }

                pending = new Pending(++_sequence) { Sink = sink };
                _pending.Enqueue(pending);
            }

            try
            {
                await _input.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{pending.Number} {line}\n")), _ended.Token).ConfigureAwait(false);
                if (payload is not null)
                {
                    await payload(_input).ConfigureAwait(false);
                }

                await _input.FlushAsync(_ended.Token).ConfigureAwait(false);
                Volatile.Write(ref _lastSign, Environment.TickCount64);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
            {
                Die(exception);
            }

            return pending.Task;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>A number for a job.</summary>
    public ShellJob NewJob()
    {
        lock (_gate)
        {
            var job = new ShellJob(++_lastJob);
            if (_death is { } death)
            {
                job.Fail(Again(death));
            }
            else
            {
                _jobs.Add(job.Number, job);
            }

            return job;
        }
    }

    /// <summary>Nothing more will be heard of a job.</summary>
    public void Forget(ShellJob job)
    {
        lock (_gate)
        {
            _jobs.Remove(job.Number);
        }
    }

    /// <summary>Tells that a sign of life has come while an upload is on its way.</summary>
    public void Progressed() => Volatile.Write(ref _lastSign, Environment.TickCount64);

    /// <summary>Ends the session: the other end finds its input closed, lets running processes finish, and removes what it had for itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended before.
        }

        Die(null);
        await _output.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_reading, _watching).ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task OpenAsync()
    {
        // Whoever made the session goes on; a process that does not read must not hold them up.
        await Task.Yield();
        try
        {
            await _input.WriteAsync(ShellScript.Opening(Mark, "opsmop-session-" + ShellScript.NewName()[..16]), _ended.Token).ConfigureAwait(false);
            await _input.FlushAsync(_ended.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Die(exception);
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[ReadSize];
        var (start, end) = (0, 0);
        try
        {
            while (true)
            {
                if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (start, end) = (0, end - start);
                }

                if (end == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var count = await _output.ReadAsync(buffer.AsMemory(end), _ended.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    Die(null);
                    return;
                }

                Progressed();
                end += count;
                start = Take(buffer, end);
            }
        }
        catch (Exception exception)
        {
            Die(exception);
        }
    }

    // Whose bytes come at the moment: a job's, between its lines, or the answer's whose turn it is.
    private ShellJob? _speaking;

    private int Take(byte[] buffer, int end)
    {
        var start = 0;
        while (true)
        {
            var rest = buffer.AsMemory(start, end - start);
            var at = rest.Span.IndexOf(_mark);
            if (at < 0)
            {
                // The mark may have come in part.
                var whole = rest.Length - Math.Min(rest.Length, PartialMark(rest.Span));
                Give(rest[..whole]);
                return start + whole;
            }

            var line = rest[(at + _mark.Length)..];
            var length = line.Span.IndexOf((byte)'\n');
            Give(rest[..at]);
            if (length < 0)
            {
                return start + at;
            }

            Obey(Encoding.UTF8.GetString(line.Span[..length]));
            start += at + _mark.Length + length + 1;
        }
    }

    private int PartialMark(ReadOnlySpan<byte> text)
    {
        for (var length = Math.Min(text.Length, _mark.Length - 1); length > 0; length--)
        {
            if (text[^length..].SequenceEqual(_mark.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private void Give(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_speaking is { } job)
        {
            job.Hear(bytes.Span);
            return;
        }

        Pending? pending;
        lock (_gate)
        {
            _pending.TryPeek(out pending);
        }

        // What nobody asked for is said by something that has got hold of the session's output; it would be taken for the next answer.
        (pending ?? throw new InvalidDataException("it says what nobody asked for")).Append(bytes);
    }

    private void Obey(string line)
    {
        var words = line.Split(' ');
        if (words[0] is "s" or "e" or "x" or "X")
        {
            ShellJob? job;
            lock (_gate)
            {
                _jobs.TryGetValue(Number(words, 1), out job);
            }

            // A job that nobody waits for any more still has its say.
            job ??= new ShellJob(Number(words, 1));
            switch (words[0])
            {
                case "s":
                    job.Begin(words[2..]);
                    break;
                case "e":
                    job.End(Number(words, 2));
                    break;
                case "x":
                    job = _speaking ?? job;
                    _speaking = job.Turn() ? job : null;
                    break;
                default:
                    job.FinishLarge();
                    break;
            }

            return;
        }

        Pending? pending;
        lock (_gate)
        {
            _pending.TryDequeue(out pending);
        }

        if (pending is null || pending.Number != Number(words, 0))
        {
            throw new InvalidDataException($"the answer '{line}' belongs to no question");
        }

        pending.Complete(string.Join(' ', words[1..]));
    }

    private static int Number(string[] words, int index) => words.Length > index && int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"'{string.Join(' ', words)}' is no answer");

    private async Task WatchAsync(TimeSpan silence)
    {
        try
        {
            while (true)
            {
                await Task.Delay(silence / 4, _ended.Token).ConfigureAwait(false);
                bool waits, works;
                lock (_gate)
                {
                    (waits, works) = (_pending.Count > 0, _jobs.Count > 0);
                }

                var quiet = TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _lastSign));
                if (waits && quiet >= silence)
                {
                    Die(new TimeoutException($"it has not answered for {silence.TotalSeconds:0.#} seconds"));
                }
                else if (!waits && works && quiet >= silence / 2)
                {
                    // Jobs may be silent for as long as they like, but a host that is gone must be found out.
                    _ = await SendAsync("a ok").ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SystemFaultException)
        {
            // The session has ended.
        }
    }

    private void Die(Exception? cause)
    {
        SystemFaultException death;
        Pending[] pending;
        ShellJob[] jobs;
        lock (_gate)
        {
            if (_death is not null)
            {
                return;
            }

            var said = _options.ErrorText?.Invoke().Trim();
            var why = cause is TimeoutException or InvalidDataException ? cause.Message : "the connection broke, or the shell there was ended";
            _death = death = new SystemFaultException(
                SystemFault.Other,
                _options.Host,
                $"The session with {_options.Host} has ended: {why}.{(string.IsNullOrEmpty(said) ? "" : $" It printed: {said}.")} What was under way may or may not have been done: run again.",
                cause);
            pending = [.. _pending];
            jobs = [.. _jobs.Values];
            _pending.Clear();
            _jobs.Clear();
        }

        foreach (var one in pending)
        {
            one.Fail(Again(death));
        }

        foreach (var job in jobs)
        {
            job.Fail(Again(death));
        }

        _ended.Cancel();
    }

    // One of its own for everybody who is told, since an exception carries the way that it was thrown.
    private static SystemFaultException Again(SystemFaultException death) => new(death.Fault, death.Subject, death.Message, death.InnerException);

    private sealed class Pending(int number)
    {
        private readonly TaskCompletionSource<ShellReply> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ArrayBufferWriter<byte>? _body;

        public int Number => number;

        public Action<ReadOnlyMemory<byte>>? Sink { get; init; }

        public Task<ShellReply> Task => _answer.Task;

        public void Append(ReadOnlyMemory<byte> bytes)
        {
            if (Sink is { } sink)
            {
                sink(bytes);
            }
            else
            {
                (_body ??= new ArrayBufferWriter<byte>(Math.Max(256, bytes.Length))).Write(bytes.Span);
            }
        }

        public void Complete(string word) => _answer.TrySetResult(new ShellReply(word, _body?.WrittenMemory ?? default, number));

        public void Fail(SystemFaultException fault)
        {
            if (_answer.TrySetException(fault))
            {
                // Whoever gave up waiting does not want to hear of it.
                _ = _answer.Task.Exception;
            }
        }
    }
}
