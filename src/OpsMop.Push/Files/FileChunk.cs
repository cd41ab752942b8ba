using System.Buffers.Binary;
using System.IO.Compression;

namespace OpsMop.Push.Files;

/// <summary>
/// How a piece of a file travels: one byte that says how it is packed, and what is packed. Packed with Brotli, the piece's length stands before it, in four bytes, the lowest first.
/// A piece that packing makes little smaller travels as it is.
/// </summary>
internal static class FileChunk
{
    /// <summary>How large a piece may be.</summary>
    public const int MaxContent = 256 << 10;

    /// <summary>How large a piece may be as it travels.</summary>
    public const int MaxEncoded = MaxContent + 1;

    private const byte AsItIs = 0;
    private const byte Brotli = 1;
    private const int BrotliHead = 5;
    private const int Window = 18;
    private const int Sample = 4 << 10;

    /// <summary>Packs a piece.</summary>
    /// <param name="content">The piece, at most <see cref="MaxContent"/> bytes.</param>
    /// <param name="chunk">Takes what travels; it has room for one byte more than the piece.</param>
    /// <returns>How many bytes travel.</returns>
    public static int Encode(ReadOnlySpan<byte> content, Span<byte> chunk)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, MaxContent);

        // It has to be smaller by a sixteenth: less is not worth the unpacking.
        var room = content.Length - (content.Length / 16) - BrotliHead;
        if (room > 0 && MayPack(content) && BrotliEncoder.TryCompress(content, chunk.Slice(BrotliHead, room), out var packed, quality: 1, Window))
        {
            chunk[0] = Brotli;
            BinaryPrimitives.WriteInt32LittleEndian(chunk[1..], content.Length);
            return BrotliHead + packed;
        }

        chunk[0] = AsItIs;
        content.CopyTo(chunk[1..]);
        return 1 + content.Length;
    }

    /// <summary>Unpacks a piece.</summary>
    /// <param name="chunk">What has travelled.</param>
    /// <param name="content">Takes the piece; it has room for <see cref="MaxContent"/> bytes.</param>
    /// <returns>How many bytes the piece has.</returns>
    /// <exception cref="InvalidDataException">It is no packed piece.</exception>
    public static int Decode(ReadOnlySpan<byte> chunk, Span<byte> content)
    {
        if (chunk.Length is > 0 and <= MaxEncoded && chunk[0] == AsItIs && chunk.Length - 1 <= content.Length)
        {
            chunk[1..].CopyTo(content);
            return chunk.Length - 1;
        }

        if (chunk.Length > BrotliHead && chunk[0] == Brotli
            && BinaryPrimitives.ReadInt32LittleEndian(chunk[1..]) is var length && length is > 0 and <= MaxContent && length <= content.Length
            && BrotliDecoder.TryDecompress(chunk[BrotliHead..], content[..length], out var written) && written == length)
        {
            return length;
        }

        throw new InvalidDataException("A piece of a file did not arrive as it was sent.");
    }

    /// <summary>A piece out of the middle tells whether the rest is worth the trouble: archives and pictures are packed already.</summary>
    private static bool MayPack(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 * Sample)
        {
            return true;
        }

        Span<byte> packed = stackalloc byte[Sample];
        return BrotliEncoder.TryCompress(content.Slice((content.Length - Sample) / 2, Sample), packed[..(Sample - (Sample / 16))], out _, quality: 1, Window);
    }
}
