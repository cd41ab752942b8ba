namespace OpsMop;

/// <summary>What is to be at a place of a tree.</summary>
/// <param name="Path">Where it is to be, relative to the tree.</param>
/// <param name="Kind">What it is.</param>
internal sealed record TreeEntry(string Path, FileKind Kind)
{
    /// <summary>Where a link leads.</summary>
    public string Target { get; init; } = "";

    /// <summary>The mode of the source; <see langword="null"/> where it has none to keep.</summary>
    public UnixMode? Mode { get; init; }

    /// <summary>Whether a file is executable.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>The content of a file as it is now, to compare with.</summary>
    public Func<CancellationToken, ValueTask<FileContent>>? Read { get; init; }

    /// <summary>The content of a file when it is written.</summary>
    public Func<ISystem, CancellationToken, ValueTask<FileContent>>? Open { get; init; }
}
