using System.Buffers;
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

    private readonly SemaphoreSlim _turn = new(1, 1);

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
        // What is large is a write of its own: a relay knows it again in whatever frame it comes.
        var isApart = rest.Length >= LargePart;
        var length = HeaderSize + first.Length + (isApart ? 0 : rest.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer, first.Length + rest.Length);
            buffer[sizeof(int)] = (byte)kind;
            first.CopyTo(buffer.AsMemory(HeaderSize));
            if (!isApart)
            {
                rest.CopyTo(buffer.AsMemory(HeaderSize + first.Length));
            }

            await _turn.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                await stream.WriteAsync(buffer.AsMemory(0, length), CancellationToken.None).ConfigureAwait(false);
                if (isApart)
                {
                    await stream.WriteAsync(rest, CancellationToken.None).ConfigureAwait(false);
                }

                await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            // There may have been secrets in it.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public void Dispose() => _turn.Dispose();
}
