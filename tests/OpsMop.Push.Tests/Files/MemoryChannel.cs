using OpsMop.Push.Files;

namespace OpsMop.Push.Tests.Files;

/// <summary>A connection without a wire: it packs and unpacks as one with a wire does, and breaks when it is told to.</summary>
internal sealed class MemoryChannel(HostFiles host) : IFileSource, IFileSink
{
    /// <summary>What was asked for: hash and offset.</summary>
    public List<(string Hash, long Offset)> Asked { get; } = [];

    /// <summary>How many bytes of content came over.</summary>
    public long Carried { get; private set; }

    /// <summary>After how many bytes of a content the connection breaks.</summary>
    public int BreaksAfter { get; set; } = int.MaxValue;

    /// <summary>What becomes of the bytes on their way.</summary>
    public Action<byte[]>? Tamper { get; set; }

    public async ValueTask<Stream> OpenAsync(string sha256, long offset, CancellationToken cancel)
    {
        Asked.Add((sha256, offset));
        await using var content = await host.OpenAsync(sha256, offset, cancel);
        using var all = new MemoryStream();
        var (buffer, chunk, piece) = (new byte[10_000], new byte[FileChunk.MaxEncoded], new byte[FileChunk.MaxContent]);
        for (int count; (count = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            var travels = FileChunk.Encode(buffer.AsSpan(0, count), chunk);
            all.Write(piece, 0, FileChunk.Decode(chunk.AsSpan(0, travels), piece));
        }

        var bytes = all.ToArray();
        Tamper?.Invoke(bytes);
        Carried += Math.Min(bytes.Length, BreaksAfter);
        return bytes.Length > BreaksAfter ? new BreakingStream(bytes, BreaksAfter) : new MemoryStream(bytes, writable: false);
    }

    public ValueTask<bool> HasAsync(string path, string sha256, CancellationToken cancel) => host.HasAsync(path, sha256, cancel);

    public ValueTask WriteAsync(string path, long size, string sha256, Stream content, CancellationToken cancel) => host.WriteAsync(path, size, sha256, content, cancel);

    private sealed class BreakingStream(byte[] bytes, int after) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default) =>
            Position >= after
                ? throw new IOException("The connection broke.")
                : await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, after - Position)], cancel);
    }
}
