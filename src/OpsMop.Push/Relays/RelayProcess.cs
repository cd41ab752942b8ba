using System.IO.Pipelines;
using OpsMop.Push.Connections;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Relays;

/// <summary>A process on a host behind a relay, at the controller's end.</summary>
internal sealed class RelayProcess : IRemoteProcess
{
    private readonly RelayLink _link;
    private readonly Pipe _output = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly TaskCompletionSource<int?> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<int, string?>? _attempted;

    /// <summary>A process that is yet to be started.</summary>
    /// <param name="link">The relay.</param>
    /// <param name="number">Its number there.</param>
    /// <param name="attempted">Told of each try to connect.</param>
    public RelayProcess(RelayLink link, int number, Action<int, string?>? attempted)
    {
        (_link, Number, _attempted) = (link, number, attempted);
        Input = new RelayInput(link, number);
        Output = _output.Reader.AsStream();
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Ends with the greeting, or fails with <see cref="UnreachableException"/>.</summary>
    public Task<string> Opened => _opened.Task;

    /// <inheritdoc/>
    public string Greeting => _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : "";

    /// <inheritdoc/>
    public Stream Input { get; }

    /// <inheritdoc/>
    public Stream Output { get; }

    /// <inheritdoc/>
    public string ErrorText { get; private set; } = "";

    /// <inheritdoc/>
    public Task<int?> Exited => _exited.Task;

    /// <inheritdoc/>
    public void Kill() => _link.Kill(Number);

    /// <summary>Takes a frame about it.</summary>
    /// <param name="frame">The frame.</param>
    public async ValueTask TakeAsync(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.OpenAttempted:
                var attempt = ProtocolJson.Read(frame.Rest, ProtocolJson.Default.ChildAttempt);
                _attempted?.Invoke(attempt.Attempt, attempt.Reason);
                break;
            case FrameKind.Opened:
                _opened.TrySetResult(frame.RestText);
                break;
            case FrameKind.OpenFailed:
                var failed = ProtocolJson.Read(frame.Rest, ProtocolJson.Default.ChildFailed);
                _opened.TrySetException(new UnreachableException(failed.Reason, failed.Message));
                break;
            case FrameKind.ChildOutput:
                await PassOnAsync(frame.Rest).ConfigureAwait(false);
                break;
            case FrameKind.ChildEnded:
                var ended = ProtocolJson.Read(frame.Rest, ProtocolJson.Default.ChildEnded);
                ErrorText = ended.Error;
                await _output.Writer.CompleteAsync().ConfigureAwait(false);
                _exited.TrySetResult(ended.ExitCode);
                break;
        }
    }

    /// <summary>The relay is gone, and the process with it for all we know.</summary>
    /// <param name="why">What became of the relay.</param>
    public void Lose(string why)
    {
        _opened.TrySetException(new UnreachableException(UnreachableReason.Via, why));
        ErrorText = why;
        _output.Writer.Complete();
        _exited.TrySetResult(null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_exited.Task.IsCompleted && !_opened.Task.IsFaulted)
        {
            Kill();
        }

        _link.Remove(Number);

        // Whoever still reads finds the end of it.
        await _output.Writer.CompleteAsync().ConfigureAwait(false);

        // Nobody may ever have asked.
        _ = _opened.Task.Exception;
    }

    private async ValueTask PassOnAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _output.Writer.WriteAsync(bytes).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It was disposed meanwhile: nobody wants it any more.
        }
    }
}
