namespace OpsMop;

/// <summary>What stands in an archive, as it stands there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is; <see cref="FileKind.Other"/> for what is not extracted.</param>
/// <param name="Mode">Its mode.</param>
internal sealed record ArchiveItem(string Name, FileKind Kind, UnixMode Mode)
{
    /// <summary>Where a link leads.</summary>
    public string Target { get; init; } = "";

    /// <summary>Whether it is a file that has the content of another in the archive, named by <see cref="Target"/>.</summary>
    public bool IsHardLink { get; init; }

    /// <summary>What it is called where its kind is not extracted.</summary>
    public string Other { get; init; } = "a device, socket or pipe";

    /// <summary>Opens the content of a file, until the next item is read.</summary>
    public Func<Stream> Open { get; init; } = static () => Stream.Null;
}
