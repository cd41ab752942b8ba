using System.Buffers.Binary;
using System.Text;

namespace OpsMop.Push.Protocol;

/// <summary>Writes frames to a stream, whole and one after the other, whoever sends them.</summary>
/// <param name="stream">The stream.</param>
internal sealed class FrameWriter(Stream stream) : IDisposable
{
    /// <summary>How many bytes come before the payload: its length in four, little end first, and the kind.</summary>
    public const int HeaderSize = 5;

    /// <summary>From this size on the last part of a frame is a write of its own.</summary>
    public const int LargePart = 4096;

    private const int SmallestBuffer = 512;
    private const int LargestKept = 128 * 1024;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private byte[] _waiting = new byte[SmallestBuffer];
    private int _length;

    /// <summary>Writes a frame, and brings it on its way.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="payload">What it holds.</param>
    /// <param name="cancel">Cancels the waiting for a turn. A frame that has been begun is written whole.</param>
    public ValueTask WriteAsync(FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancel = default) => WriteAsync(kind, ReadOnlyMemory<byte>.Empty, payload, cancel);

    /// <summary>Writes a frame that begins with a number.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="number">The number.</param>
    /// <param name="rest">What comes after it.</param>
    /// <param name="cancel">Cancels the waiting for a turn.</param>
    public async ValueTask WriteAsync(FrameKind kind, int number, ReadOnlyMemory<byte> rest, CancellationToken cancel = default)
    {
        var prefix = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, number);
        await WriteAsync(kind, prefix, rest, cancel).ConfigureAwait(false);
    }

    /// <summary>Writes a frame of a number and a text.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="number">The number.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancel">Cancels the waiting for a turn.</param>
    public ValueTask WriteAsync(FrameKind kind, int number, string text, CancellationToken cancel = default) => WriteAsync(kind, number, Encoding.UTF8.GetBytes(text), cancel);

    /// <summary>Writes a frame whose payload is in two parts.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="first">The first part.</param>
    /// <param name="rest">The second.</param>
    /// <param name="cancel">Cancels the waiting for a turn.</param>
    public async ValueTask WriteAsync(FrameKind kind, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> rest, CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // What is large is a write of its own: a relay knows it again in whatever frame it comes.
            var isApart = rest.Length >= LargePart;
            Add(kind, first.Span, isApart ? default : rest.Span, first.Length + rest.Length);
            await SendAsync().ConfigureAwait(false);
            if (isApart)
            {
                await stream.WriteAsync(rest, CancellationToken.None).ConfigureAwait(false);
                await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes a frame that travels with the next one: each piece that goes through a connection wakes five processes on its way.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="payload">What it holds.</param>
    public async ValueTask HoldAsync(FrameKind kind, ReadOnlyMemory<byte> payload)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        Add(kind, default, payload.Span, payload.Length);
        _turn.Release();
    }

    /// <summary>Brings what is held on its way, where no frame has come after it.</summary>
    public async ValueTask FlushAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await SendAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        Clear();
        _turn.Dispose();
    }

    private void Add(FrameKind kind, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int length)
    {
        var end = _length + HeaderSize + first.Length + second.Length;
        if (end > _waiting.Length)
        {
            var (larger, held) = (new byte[Math.Max(end, Math.Min(2 * _waiting.Length, LargestKept))], _length);
            _waiting.AsSpan(0, held).CopyTo(larger);
            Clear();
            (_waiting, _length) = (larger, held);
        }

        var place = _waiting.AsSpan(_length);
        BinaryPrimitives.WriteInt32LittleEndian(place, length);
        place[sizeof(int)] = (byte)kind;
        first.CopyTo(place[HeaderSize..]);
        second.CopyTo(place[(HeaderSize + first.Length)..]);
        _length = end;
    }

    private async ValueTask SendAsync()
    {
        if (_length == 0)
        {
            return;
        }

        try
        {
            await stream.WriteAsync(_waiting.AsMemory(0, _length), CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Clear();
        }
    }

    private void Clear()
    {
        // There may have been secrets in it.
        _waiting.AsSpan(0, _length).Clear();
        _length = 0;
        if (_waiting.Length > LargestKept)
        {
            _waiting = new byte[SmallestBuffer];
        }
    }
}
