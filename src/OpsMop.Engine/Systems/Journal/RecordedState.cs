namespace OpsMop.Engine.Systems;

/// <summary>What was, or was to be, at a path. What is <see langword="null"/> was not known when it was recorded.</summary>
public sealed record RecordedState
{
    /// <summary>What it is.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>The permission bits.</summary>
    public UnixMode? Mode { get; init; }

    /// <summary>The owner's name.</summary>
    public string? Owner { get; init; }

    /// <summary>The group's name.</summary>
    public string? Group { get; init; }

    /// <summary>The size of a file in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The SHA-256 of a file's content, as hexadecimal digits; the name of its backup, too.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where a link points.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the content is among the backups of the run.</summary>
    public bool Kept { get; init; }
}
