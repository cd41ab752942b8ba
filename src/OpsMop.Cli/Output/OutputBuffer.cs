using System.Text;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// The standard output. Ten thousand lines are a few dozen writes, and yet nobody waits for a line: what is in the buffer goes out a tenth of a second after
/// it came, at <see cref="FlushNow"/>, and at the end. A reader who goes away (<c>apply | head</c>) does not end a run half-way.
/// </summary>
internal sealed class OutputBuffer : TextWriter
{
    private const int Capacity = 32 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly Stream _stream;
    private readonly Lock _lock = new();
    private readonly char[] _chars = new char[Capacity];
    private readonly byte[] _bytes = new byte[Encoding.UTF8.GetMaxByteCount(Capacity)];
    private readonly Encoder _encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();
    private Timer? _timer;
    private int _length;
    private bool _timerIsSet;
    private bool _isClosed;

    public OutputBuffer(Stream stream)
    {
        _stream = stream;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Why output was lost, such as a full disk; <see langword="null"/> if none was.</summary>
    public string? Loss { get; private set; }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value)
    {
        Write(value.AsSpan());
        Write(['\n']);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            while (!buffer.IsEmpty)
            {
                if (_length == Capacity)
                {
                    Send();
                }

                var count = Math.Min(buffer.Length, Capacity - _length);
                buffer[..count].CopyTo(_chars.AsSpan(_length));
                _length += count;
                buffer = buffer[count..];
            }

            if (!_timerIsSet && !_isClosed && _length > 0)
            {
                _timer ??= new Timer(static state => ((OutputBuffer)state!).FlushNow(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Patience, Timeout.InfiniteTimeSpan);
                _timerIsSet = true;
            }
        }
    }

    /// <summary>Does nothing: those who flush after each line, as Spectre.Console does, would make each line a write of its own.</summary>
    public override void Flush()
    {
    }

    /// <summary>Writes out what is there.</summary>
    public void FlushNow()
    {
        lock (_lock)
        {
            _timerIsSet = false;
            Send();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_lock)
            {
                _isClosed = true;
                Send();
                _timer?.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private void Send()
    {
        if (_length == 0)
        {
            return;
        }

        var count = _encoder.GetBytes(_chars.AsSpan(0, _length), _bytes, flush: false);
        _length = 0;
        if (Loss is not null)
        {
            return;
        }

        try
        {
            _stream.Write(_bytes, 0, count);
            _stream.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The run goes on: stopping half-way because nobody reads would be worse.
            Loss = exception.Message;
        }
    }
}
