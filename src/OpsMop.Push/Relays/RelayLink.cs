using System.Security.Cryptography;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;
using OpsMop.Push.Sessions;

namespace OpsMop.Push.Relays;

/// <summary>
/// The controller's end of a relay. What is large crosses the link once: the relay keeps it, and is told by its hash which host gets it too. Those who write to hosts behind it need not
/// know: their streams do it.
/// </summary>
internal sealed class RelayLink : IAsyncDisposable
{
    private const long MostKept = 256 << 20;

    private readonly AgentConnection _connection;
    private readonly string _name;
    private readonly Dictionary<int, RelayProcess> _processes = [];
    private readonly Dictionary<string, LinkedListNode<(byte[] Hash, int Size)>> _kept = [];
    private readonly LinkedList<(byte[] Hash, int Size)> _byUse = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Task _listening;
    private long _bytesSent;
    private long _keptBytes;
    private int _last;
    private bool _isLost;

    /// <summary>A relay whose agent runs.</summary>
    /// <param name="name">The relay's name.</param>
    /// <param name="connection">The connection to it.</param>
    public RelayLink(string name, AgentConnection connection)
    {
        (_name, _connection) = (name, connection);
        _listening = Task.Run(ListenAsync);
    }

    /// <summary>How many bytes the link has carried to the relay for the hosts behind it.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Connects from the relay to a host.</summary>
    /// <param name="target">The host; what is between it and the relay is in its chain, the relay is not.</param>
    /// <param name="script">The script to start.</param>
    /// <param name="attempted">Told of each try to connect.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<IRemoteProcess> ConnectAsync(ConnectionTarget target, string script, Action<int, string?>? attempted, CancellationToken cancel)
    {
        RelayProcess process;
        lock (_lock)
        {
            if (_isLost)
            {
                throw Lost();
            }

            process = new RelayProcess(this, ++_last, attempted);
            _processes.Add(process.Number, process);
        }

        try
        {
            await SendAsync(
                FrameKind.Open,
                process.Number,
                ProtocolJson.Write(new ChildStart { Hops = ChildHop.Of(target), Script = script }, ProtocolJson.Default.ChildStart),
                cancel).ConfigureAwait(false);
            await process.Opened.WaitAsync(cancel).ConfigureAwait(false);
            return process;
        }
        catch (Exception exception)
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw exception is IOException ? Lost() : exception;
        }
    }

    /// <summary>Gives a host input.</summary>
    /// <param name="number">The number of its process.</param>
    /// <param name="bytes">The input.</param>
    /// <param name="cancel">Cancels the waiting for a turn.</param>
    public async ValueTask GiveAsync(int number, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (bytes.Length < FrameWriter.LargePart)
        {
            await SendAsync(FrameKind.ChildInput, number, bytes, cancel).ConfigureAwait(false);
            return;
        }

        // What is said about what is kept comes in the order of what is kept.
        var hash = SHA256.HashData(bytes.Span);
        var key = Convert.ToHexString(hash);
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_kept.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
            }
            else
            {
                await _connection.Writer.WriteAsync(FrameKind.Keep, hash, bytes, CancellationToken.None).ConfigureAwait(false);
                Interlocked.Add(ref _bytesSent, bytes.Length);
                _keptBytes += bytes.Length;
                _kept.Add(key, _byUse.AddLast((hash, bytes.Length)));
            }

            await SendAsync(FrameKind.ChildInputKept, number, hash, CancellationToken.None).ConfigureAwait(false);
            while (_keptBytes > MostKept && _byUse.First is { } oldest)
            {
                _byUse.Remove(oldest);
                _kept.Remove(Convert.ToHexString(oldest.Value.Hash));
                _keptBytes -= oldest.Value.Size;
                await _connection.Writer.WriteAsync(FrameKind.Forget, oldest.Value.Hash, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Tells that a host gets no more input.</summary>
    /// <param name="number">The number of its process.</param>
    public async ValueTask EndInputAsync(int number)
    {
        try
        {
            await SendAsync(FrameKind.ChildInputEnd, number, default, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The relay is gone, and so is the host's connection.
        }
    }

    /// <summary>Ends the connection to a host.</summary>
    /// <param name="number">The number of its process.</param>
    public void Kill(int number) => _ = KillAsync(number);

    /// <summary>Forgets a process.</summary>
    /// <param name="number">Its number.</param>
    public void Remove(int number)
    {
        lock (_lock)
        {
            _processes.Remove(number);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _connection.Writer.WriteAsync(FrameKind.End, default).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It is gone already.
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task KillAsync(int number)
    {
        try
        {
            await SendAsync(FrameKind.ChildKill, number, default, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The relay is gone, and so is the host's connection.
        }
    }

    private async ValueTask SendAsync(FrameKind kind, int number, ReadOnlyMemory<byte> rest, CancellationToken cancel)
    {
        Interlocked.Add(ref _bytesSent, rest.Length);
        await _connection.Writer.WriteAsync(kind, number, rest, cancel).ConfigureAwait(false);
    }

    private UnreachableException Lost() => new(UnreachableReason.Via, $"The relay {_name} is gone: {_connection.Process.ErrorText}".TrimEnd(' ', ':') + ".");

    private async Task ListenAsync()
    {
        try
        {
            while (await _connection.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
            {
                if (frame.Kind is FrameKind.Alive or FrameKind.Started)
                {
                    continue;
                }

                RelayProcess? process;
                lock (_lock)
                {
                    process = frame.Kind >= FrameKind.Opened
                        ? _processes.GetValueOrDefault(frame.Number)
                        : throw new ProtocolException($"The relay {_name} sent a frame of the kind {frame.Kind}.");
                }

                if (process is not null)
                {
                    await process.TakeAsync(frame).ConfigureAwait(false);
                }
            }
        }
        catch (Exception)
        {
            // However its stream ends, it has ended, and those behind it are told so.
            _connection.Process.Kill();
        }

        RelayProcess[] lost;
        lock (_lock)
        {
            _isLost = true;
            lost = [.. _processes.Values];
        }

        foreach (var process in lost)
        {
            process.Lose(Lost().Message);
        }
    }
}
