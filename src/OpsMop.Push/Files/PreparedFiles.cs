using System.IO.Compression;
using OpsMop.Engine.Systems;

namespace OpsMop.Push.Files;

/// <summary>What hosts with the same rules may have: the manifest, and where its contents are.</summary>
internal sealed class PreparedFiles
{
    private readonly Dictionary<Sha256, (string Path, NativeStatus Status)> _contents;

    /// <param name="manifest">The manifest.</param>
    /// <param name="contents">Where a file with each of its hashes is.</param>
    public PreparedFiles(FileManifest manifest, Dictionary<Sha256, (string Path, NativeStatus Status)> contents)
    {
        Manifest = manifest;
        _contents = contents;
        var printed = manifest.Print();
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(printed);
        }

        Packed = packed.ToArray();
        Hash = Sha256.Of(Packed.Span);
    }

    /// <summary>The manifest.</summary>
    public FileManifest Manifest { get; }

    /// <summary>The manifest as it travels. <see cref="Unpack"/> reads it.</summary>
    public ReadOnlyMemory<byte> Packed { get; }

    /// <summary>The SHA-256 of <see cref="Packed"/>: an agent that has it needs no bytes.</summary>
    public Sha256 Hash { get; }

    /// <summary>Where a content is; <see langword="null"/> where it is in no file of the manifest.</summary>
    /// <param name="hash">The content's SHA-256.</param>
    public (string Path, NativeStatus Status)? Find(Sha256 hash) => _contents.TryGetValue(hash, out var file) ? file : null;

    /// <summary>Reads a manifest as it travels.</summary>
    /// <param name="packed">The bytes.</param>
    /// <exception cref="InvalidDataException">They are no manifest.</exception>
    public static FileManifest Unpack(ReadOnlyMemory<byte> packed)
    {
        using var memory = new MemoryStream(packed.ToArray(), writable: false);
        using var brotli = new BrotliStream(memory, CompressionMode.Decompress);
        using var printed = new MemoryStream();
        try
        {
            brotli.CopyTo(printed);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException("The list of files is not whole.", exception);
        }

        return FileManifest.Parse(printed.GetBuffer().AsMemory(0, (int)printed.Length));
    }
}
