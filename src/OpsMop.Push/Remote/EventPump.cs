using System.Buffers;
using OpsMop.Engine.Events;
using OpsMop.Push.Protocol;

namespace OpsMop.Push.Remote;

/// <summary>Brings the events of a run into its log and to the controller: what happens while a frame is on its way goes along in the next one.</summary>
internal sealed class EventPump : IEventSink, IAsyncDisposable
{
    private readonly FrameWriter _writer;
    private readonly RunLog? _log;
    private readonly Action _broken;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0);
    private readonly Task _pumping;
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _sending = new();
    private int _count;
    private bool _isAwaited;
    private bool _isComplete;
    private bool _isBroken;

    /// <summary>Starts pumping.</summary>
    /// <param name="writer">Where frames go.</param>
    /// <param name="log">Where events are kept; <see langword="null"/> for a plan, which nobody misses.</param>
    /// <param name="wantsUnchanged">Whether the controller wants to hear of every resource.</param>
    /// <param name="broken">Told once, when frames no longer arrive.</param>
    public EventPump(FrameWriter writer, RunLog? log, bool wantsUnchanged, Action broken)
    {
        (_writer, _log, WantsUnchanged, _broken) = (writer, log, wantsUnchanged, broken);
        _pumping = PumpAsync();
    }

    /// <inheritdoc/>
    public bool WantsUnchanged { get; }

    /// <inheritdoc/>
    public void Take(RunEvent happened)
    {
        lock (_lock)
        {
            EventJson.Write(_filling, happened);
            _filling.Write("\n"u8);
            _count++;

            // The beginning and the end of a run come with what follows them at once.
            if (!_isAwaited && happened is not (RunStarted or RunFinished))
            {
                _isAwaited = true;
                _signal.Release();
            }
        }
    }

    /// <summary>Waits until everything is on its way, or held for the frame that comes next.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isComplete = true;
        }

        _signal.Release();
        await _pumping.ConfigureAwait(false);
        _signal.Dispose();
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            await _signal.WaitAsync().ConfigureAwait(false);
            int count;
            bool isComplete;
            lock (_lock)
            {
                (_filling, _sending) = (_sending, _filling);
                (count, _count) = (_count, 0);
                _isAwaited = false;
                isComplete = _isComplete;
            }

            if (count > 0)
            {
                _log?.Add(_sending.WrittenSpan, count);
                await SendAsync(_sending.WrittenMemory, isComplete).ConfigureAwait(false);
                _sending.ResetWrittenCount();
            }

            if (isComplete)
            {
                return;
            }
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> lines, bool isLast)
    {
        // A frame has a largest size, and whole lines.
        while (!_isBroken && lines.Length > 0)
        {
            var part = lines;
            if (part.Length > FrameReader.LargestPayload)
            {
                part = part[..(part.Span[..FrameReader.LargestPayload].LastIndexOf((byte)'\n') + 1)];
                if (part.IsEmpty)
                {
                    // One event is larger than anybody takes: it is in the log, and the others go on.
                    lines = lines[(lines.Span.IndexOf((byte)'\n') + 1)..];
                    continue;
                }
            }

            try
            {
                // After the last ones comes how the run ended.
                await (isLast && part.Length < FrameWriter.LargePart ? _writer.HoldAsync(FrameKind.Events, part) : _writer.WriteAsync(FrameKind.Events, part)).ConfigureAwait(false);
            }
            catch (IOException)
            {
                _isBroken = true;
                _broken();
            }

            lines = lines[part.Length..];
        }
    }
}
