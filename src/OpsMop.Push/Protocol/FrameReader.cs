using System.Buffers.Binary;
using System.Text;

namespace OpsMop.Push.Protocol;

/// <summary>Reads lines, and later frames, from a stream. Nothing is lost between the two.</summary>
/// <param name="stream">The stream.</param>
internal sealed class FrameReader(Stream stream)
{
    /// <summary>The largest payload that is taken. A hostile other end must not make us keep more.</summary>
    public const int LargestPayload = 16 << 20;

    private const int SmallestBuffer = 16 * 1024;
    private const int LongestLine = 64 * 1024;

    private byte[] _buffer = new byte[SmallestBuffer];
    private int _start;
    private int _end;

    /// <summary>Reads a line of text.</summary>
    /// <param name="cancel">Cancels the reading.</param>
    /// <returns>The line without its end; <see langword="null"/> at the end of the stream.</returns>
    /// <exception cref="ProtocolException">The line is longer than any that we know.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancel)
    {
        var seen = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, seen + newline);
                _start += seen + newline + 1;
                return line;
            }

            seen = _end - _start;
            if (seen > LongestLine)
            {
                throw new ProtocolException("A line without an end came instead of an answer.");
            }

            if (!await FillAsync(seen + 1, cancel).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    /// <summary>Reads a frame.</summary>
    /// <param name="cancel">Cancels the reading.</param>
    /// <returns>The frame; <see langword="null"/> at the end of the stream, also where that is in the middle of a frame: the connection broke.</returns>
    /// <exception cref="ProtocolException">What comes is no frame.</exception>
    public async ValueTask<Frame?> ReadAsync(CancellationToken cancel)
    {
        if (!await FillAsync(FrameWriter.HeaderSize, cancel).ConfigureAwait(false))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        var kind = (FrameKind)_buffer[_start + sizeof(int)];
        if (length is < 0 or > LargestPayload || !kind.IsKnown())
        {
            throw new ProtocolException($"What came is no frame of this protocol: {Show(_buffer.AsSpan(_start, Math.Min(_end - _start, 60)))}");
        }

        if (!await FillAsync(FrameWriter.HeaderSize + length, cancel).ConfigureAwait(false))
        {
            return null;
        }

        var payload = _buffer.AsMemory(_start + FrameWriter.HeaderSize, length);
        _start += FrameWriter.HeaderSize + length;
        return new Frame(kind, payload);
    }

    private static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        }

        return text.ToString();
    }

    /// <summary>Reads until so many bytes are in the buffer.</summary>
    /// <returns>Whether they are; <see langword="false"/> at the end of the stream.</returns>
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancel)
    {
        while (_end - _start < count)
        {
            if (_start == _end)
            {
                // A large frame is an exception: its memory is let go of.
                _start = _end = 0;
                if (_buffer.Length > SmallestBuffer && count <= SmallestBuffer)
                {
                    _buffer = new byte[SmallestBuffer];
                }
            }

            if (_buffer.Length - _start < count)
            {
                var buffer = count <= _buffer.Length ? _buffer : new byte[Math.Max(count, Math.Min(_buffer.Length * 2, LargestPayload))];
                _buffer.AsSpan(_start, _end - _start).CopyTo(buffer);
                (_end, _start, _buffer) = (_end - _start, 0, buffer);
            }

            int read;
            try
            {
                read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // A broken pipe and a closed one tell the same: nothing more will come.
                return false;
            }

            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
