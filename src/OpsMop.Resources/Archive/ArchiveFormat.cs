namespace OpsMop;

/// <summary>How an archive is made, known by its first bytes.</summary>
/// <param name="Name">What it is called.</param>
internal sealed record ArchiveFormat(string Name)
{
    public static readonly ArchiveFormat Tar = new("tar");
    public static readonly ArchiveFormat Gzip = new("gzip");
    public static readonly ArchiveFormat Zip = new("zip");

    private static readonly (byte[] Start, ArchiveFormat Format)[] All =
    [
        ([0x1F, 0x8B], Gzip),
        ([(byte)'P', (byte)'K', 3, 4], Zip),
        ([(byte)'P', (byte)'K', 5, 6], Zip),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], new("xz") { Program = ["xz", "--decompress", "--keep"], Ending = "xz", Package = "xz-utils" }),
        ([0x28, 0xB5, 0x2F, 0xFD], new("zstd") { Program = ["zstd", "--decompress", "--quiet"], Ending = "zst", Package = "zstd" }),
        ([(byte)'B', (byte)'Z', (byte)'h'], new("bzip2") { Program = ["bzip2", "--decompress", "--keep"], Ending = "bz2", Package = "bzip2" }),
    ];

    /// <summary>The program that unpacks it beside itself, and its options; empty where none is needed.</summary>
    public IReadOnlyList<string> Program { get; private init; } = [];

    /// <summary>The ending of file names that the program asks for.</summary>
    public string Ending { get; private init; } = "";

    /// <summary>Debian's package that has the program.</summary>
    public string Package { get; private init; } = "";

    /// <summary>The format of an archive. What nothing else is known of is taken for tar, whose reader then finds out.</summary>
    /// <param name="bytes">The archive.</param>
    public static ArchiveFormat Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, format) in All)
        {
            if (bytes.StartsWith(start))
            {
                return format;
            }
        }

        return Tar;
    }
}
