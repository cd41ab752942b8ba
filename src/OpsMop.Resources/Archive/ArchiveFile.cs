using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OpsMop;

/// <summary>An archive in memory, whose items can be read as often as needed.</summary>
/// <param name="name">What it is called in messages.</param>
/// <param name="bytes">The archive.</param>
internal sealed class ArchiveFile(string name, ReadOnlyMemory<byte> bytes)
{
    /// <summary>The most bytes that an archive may have: as many whole blocks as fit into an array.</summary>
    public const long MaxSize = 4_194_303L * 512;

    private const int KindBits = 0xF000;
    private const int DirectoryBits = 0x4000;
    private const int FileBits = 0x8000;
    private const int LinkBits = 0xA000;
    private const int MaxTarget = 4096;

    private static readonly UnixMode PlainFile = UnixMode.FromBits(0b110_100_100);
    private static readonly UnixMode PlainDirectory = UnixMode.FromBits(0b111_101_101);

    /// <summary>What it is called in messages.</summary>
    public string Name => name;

    /// <summary>How it is made.</summary>
    public ArchiveFormat Format { get; } = ArchiveFormat.Of(bytes.Span);

    /// <summary>The archive itself.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>What a faulty archive makes its readers throw.</summary>
    public static bool IsFault(Exception exception) =>
        exception is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or IOException or ArgumentException or OverflowException;

    /// <summary>The failure that the archive is not accepted.</summary>
    /// <param name="why">Why, as a sentence.</param>
    public ProviderException Refused(string why) => new($"{name} is not extracted, and nothing was written: {why}");

    /// <summary>Reads the items one after the other, in the order of the archive.</summary>
    /// <param name="cancel">Stops the reading.</param>
    public async IAsyncEnumerable<ArchiveItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var stream = Stream();
        if (Format == ArchiveFormat.Zip)
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                yield return await ItemAsync(entry, cancel).ConfigureAwait(false);
            }

            yield break;
        }

        await using var unpacked = Format == ArchiveFormat.Gzip ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        await using var tar = new TarReader(unpacked, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancel).ConfigureAwait(false) is { } entry)
        {
            if (entry.EntryType != TarEntryType.GlobalExtendedAttributes && entry.EntryType != TarEntryType.TapeVolume)
            {
                yield return Item(entry);
            }
        }
    }

    private static ArchiveItem Item(TarEntry entry)
    {
        var mode = UnixMode.FromBits((int)entry.Mode);
        return entry.EntryType switch
        {
            _ when entry is PaxTarEntry pax && pax.ExtendedAttributes.Keys.Any(key => key.StartsWith("GNU.sparse.", StringComparison.Ordinal)) =>
                new(entry.Name, FileKind.Other, mode) { Other = "a file with holes, which only GNU tar knows. Pack the archive without --sparse" },
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile =>
                new(entry.Name, FileKind.File, mode) { Open = () => entry.DataStream ?? System.IO.Stream.Null },
            TarEntryType.Directory or TarEntryType.DirectoryList => new(entry.Name, FileKind.Directory, mode),
            TarEntryType.SymbolicLink => new(entry.Name, FileKind.Link, mode) { Target = entry.LinkName },
            TarEntryType.HardLink => new(entry.Name, FileKind.File, mode) { Target = entry.LinkName, IsHardLink = true },
            TarEntryType.CharacterDevice or TarEntryType.BlockDevice or TarEntryType.Fifo => new(entry.Name, FileKind.Other, mode),
            var other => new(entry.Name, FileKind.Other, mode) { Other = $"of the kind {other}, which is not known here" },
        };
    }

    private async ValueTask<ArchiveItem> ItemAsync(ZipArchiveEntry entry, CancellationToken cancel)
    {
        var path = entry.FullName;
        if (path.Contains('\\'))
        {
            throw Refused($"the path {path} has a backslash, which zip does not know. Pack it with a program that separates names with slashes.");
        }

        if (entry.IsEncrypted)
        {
            throw Refused($"{path} in it is encrypted. Pack it without a password.");
        }

        // The upper half is what a Unix says of the file; other systems leave it empty.
        var bits = entry.ExternalAttributes >>> 16;
        var (kind, mode) = (bits & KindBits, bits & ~KindBits);
        if (kind == DirectoryBits || (kind == 0 && path.EndsWith('/')))
        {
            return new(path, FileKind.Directory, mode == 0 ? PlainDirectory : UnixMode.FromBits(mode));
        }

        if (kind is FileBits or 0)
        {
            return new(path, FileKind.File, mode == 0 ? PlainFile : UnixMode.FromBits(mode)) { Open = entry.Open };
        }

        if (kind != LinkBits)
        {
            return new(path, FileKind.Other, UnixMode.FromBits(mode));
        }

        if (entry.Length > MaxTarget)
        {
            throw Refused($"the link {path} in it is longer than a path may be.");
        }

        var target = new byte[MaxTarget];
        await using var content = entry.Open();
        var length = await content.ReadAtLeastAsync(target, MaxTarget, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return new(path, FileKind.Link, UnixMode.FromBits(mode)) { Target = Encoding.UTF8.GetString(target, 0, length) };
    }

    private MemoryStream Stream() => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
