using System.Globalization;
using System.Text;

namespace OpsMop.Engine.Processes;

/// <summary>What a process says, in bounded memory: the beginning, which tells what it was doing, and the end, which tells why it failed.</summary>
internal sealed class BoundedOutput(int limit)
{
    private readonly int _headLimit = Math.Max(0, limit) / 2;
    private readonly int _tailLimit = Math.Max(0, limit) - (Math.Max(0, limit) / 2);
    private byte[] _head = [];
    private byte[] _tail = [];
    private int _headLength;
    private long _tailTotal;

    /// <summary>How many bytes were read and not kept.</summary>
    internal long Dropped => Math.Max(0, _tailTotal - _tailLimit);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        var toHead = Math.Min(bytes.Length, _headLimit - _headLength);
        if (toHead > 0)
        {
            Grow(ref _head, _headLength + toHead, _headLimit);
            bytes[..toHead].CopyTo(_head.AsSpan(_headLength));
            _headLength += toHead;
            bytes = bytes[toHead..];
        }

        if (_tailLimit == 0 || bytes.IsEmpty)
        {
            _tailTotal += bytes.Length;
            return;
        }

        if (bytes.Length > _tailLimit)
        {
            _tailTotal += bytes.Length - _tailLimit;
            bytes = bytes[^_tailLimit..];
        }

        // A ring, once it is full.
        Grow(ref _tail, (int)Math.Min(_tailTotal + bytes.Length, _tailLimit), _tailLimit);
        var at = (int)(_tailTotal % _tailLimit);
        var first = Math.Min(bytes.Length, _tailLimit - at);
        bytes[..first].CopyTo(_tail.AsSpan(at));
        bytes[first..].CopyTo(_tail);
        _tailTotal += bytes.Length;
    }

    /// <summary>Counts what was dropped elsewhere, between the first half, which has been appended, and the last, which comes next.</summary>
    internal void Skip(long count) => _tailTotal += count;

    /// <summary>What was kept, as text; where something was left out, a line says how much.</summary>
    public override string ToString()
    {
        if (Dropped == 0)
        {
            var whole = new byte[_headLength + (int)_tailTotal];
            _head.AsSpan(0, _headLength).CopyTo(whole);
            _tail.AsSpan(0, (int)_tailTotal).CopyTo(whole.AsSpan(_headLength));
            return Encoding.UTF8.GetString(whole);
        }

        var tail = new byte[_tailLimit];
        if (_tailLimit > 0)
        {
            var start = (int)(_tailTotal % _tailLimit);
            _tail.AsSpan(start).CopyTo(tail);
            _tail.AsSpan(0, start).CopyTo(tail.AsSpan(_tailLimit - start));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Encoding.UTF8.GetString(WithoutCutEnd(_head.AsSpan(0, _headLength)))}\n… {Dropped} bytes left out …\n{Encoding.UTF8.GetString(WithoutCutStart(tail))}");
    }

    // A character that the limit cut through would show as a replacement character that the process never wrote.
    private static ReadOnlySpan<byte> WithoutCutEnd(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            var lead = text[^back];
            if ((lead & 0xC0) != 0x80)
            {
                var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
                return length > back ? text[..^back] : text;
            }
        }

        return text;
    }

    private static ReadOnlySpan<byte> WithoutCutStart(ReadOnlySpan<byte> text)
    {
        var skip = 0;
        while (skip < Math.Min(3, text.Length) && (text[skip] & 0xC0) == 0x80)
        {
            skip++;
        }

        return text[skip..];
    }

    private static void Grow(ref byte[] buffer, int needed, int limit)
    {
        if (buffer.Length < needed)
        {
            Array.Resize(ref buffer, (int)Math.Min(limit, Math.Max(needed, Math.Max(4096L, buffer.Length * 2L))));
        }
    }
}
