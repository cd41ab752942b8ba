using System.Threading.Channels;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Relays;

/// <summary>One host behind a relay, at the relay's end.</summary>
/// <param name="number">Its number.</param>
/// <param name="writer">Where frames to the controller go.</param>
internal sealed class RelayChild(int number, FrameWriter writer) : IAsyncDisposable
{
    private const int ChunkSize = 64 * 1024;

    // Unbounded: what is large is kept once, and only named here. A bound would let a slow child hold up the frames for all others.
    private readonly Channel<ReadOnlyMemory<byte>> _input = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _killed = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Connects to it.</summary>
    /// <param name="connector">Connects.</param>
    /// <param name="start">What to connect to, and what to start there.</param>
    /// <param name="gone">Cancelled when the controller is gone.</param>
    public void Start(IConnector connector, ChildStart start, CancellationToken gone) => _running = Task.Run(() => RunAsync(connector, start, gone), CancellationToken.None);

    /// <summary>Passes input on.</summary>
    /// <param name="bytes">The input; it does not change any more.</param>
    public void Give(ReadOnlyMemory<byte> bytes) => _input.Writer.TryWrite(bytes);

    /// <summary>No more input will come.</summary>
    public void EndInput() => _input.Writer.TryComplete();

    /// <summary>Ends the connection.</summary>
    public void Kill() => _killed.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _killed.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _killed.Dispose();
    }

    private async Task RunAsync(IConnector connector, ChildStart start, CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, _killed.Token);
        try
        {
            await ConnectAsync(connector, start, either.Token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The controller is gone, and nobody is left to be told.
        }
    }

    private async Task ConnectAsync(IConnector connector, ChildStart start, CancellationToken cancel)
    {
        IRemoteProcess process;
        try
        {
            var attempts = Channel.CreateUnbounded<ChildAttempt>();
            var telling = TellAttemptsAsync(attempts.Reader);
            try
            {
                process = await connector.ConnectAsync(
                    ChildHop.ToTarget(start.Hops),
                    start.Script,
                    (attempt, reason) => attempts.Writer.TryWrite(new ChildAttempt(attempt, reason)),
                    cancel).ConfigureAwait(false);
            }
            finally
            {
                attempts.Writer.Complete();
                await telling.ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is UnreachableException or OperationCanceledException)
        {
            var failed = exception is UnreachableException unreachable
                ? new ChildFailed(unreachable.Reason, unreachable.Message)
                : new ChildFailed(UnreachableReason.Broken, "The connection was given up.");
            await writer.WriteAsync(FrameKind.OpenFailed, number, ProtocolJson.Write(failed, ProtocolJson.Default.ChildFailed), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await using (process)
        {
            await writer.WriteAsync(FrameKind.Opened, number, process.Greeting, CancellationToken.None).ConfigureAwait(false);
            await using var kill = cancel.Register(process.Kill);
            var feeding = FeedAsync(process);
            await ListenAsync(process).ConfigureAwait(false);
            var code = await process.Exited.ConfigureAwait(false);
            _input.Writer.TryComplete();
            await feeding.ConfigureAwait(false);
            var ended = new ChildEnded(code, process.ErrorText);
            await writer.WriteAsync(FrameKind.ChildEnded, number, ProtocolJson.Write(ended, ProtocolJson.Default.ChildEnded), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task TellAttemptsAsync(ChannelReader<ChildAttempt> attempts)
    {
        await foreach (var attempt in attempts.ReadAllAsync().ConfigureAwait(false))
        {
            await writer.WriteAsync(FrameKind.OpenAttempted, number, ProtocolJson.Write(attempt, ProtocolJson.Default.ChildAttempt), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task FeedAsync(IRemoteProcess process)
    {
        try
        {
            await foreach (var bytes in _input.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await process.Input.WriteAsync(bytes).ConfigureAwait(false);
                await process.Input.FlushAsync().ConfigureAwait(false);
            }

            await process.Input.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It does not listen any more; that it has ended is told where its output ends.
        }
    }

    private async Task ListenAsync(IRemoteProcess process)
    {
        var buffer = new byte[ChunkSize];
        while (true)
        {
            int count;
            try
            {
                count = await process.Output.ReadAsync(buffer).ConfigureAwait(false);
            }
            catch (IOException)
            {
                return;
            }

            if (count == 0)
            {
                return;
            }

            await writer.WriteAsync(FrameKind.ChildOutput, number, buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
        }
    }
}
