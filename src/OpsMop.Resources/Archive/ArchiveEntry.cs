namespace OpsMop;

/// <summary>What an archive brings to one place, as it is planned and recorded.</summary>
/// <param name="Path">The place, relative to the directory.</param>
/// <param name="Kind">A file, directory or link.</param>
/// <param name="Mode">The mode that the archive has for it.</param>
internal sealed record ArchiveEntry(string Path, FileKind Kind, UnixMode Mode)
{
    /// <summary>The size of a file.</summary>
    public long Size { get; init; }

    /// <summary>The SHA-256 of a file.</summary>
    public Sha256 Hash { get; init; }

    /// <summary>Where a link leads.</summary>
    public string Target { get; init; } = "";

    /// <summary>When the file was modified last according to the system, in ticks: when it was extracted. 0 where not known.</summary>
    public long Modified { get; init; }

    /// <summary>Whether it is in the archive and was not extracted, because another resource manages the place.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Which item of the archive has the content of a file. It is not recorded.</summary>
    public int Item { get; init; } = -1;
}
