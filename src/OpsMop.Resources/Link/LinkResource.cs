namespace OpsMop;

/// <summary>A symbolic link.</summary>
/// <remarks>A link that points elsewhere is replaced in one step. A directory at the path is never replaced, a file only with <c>Force</c>.</remarks>
[ResourceType("link")]
[OneOf(nameof(Target), nameof(Absent))]
[InsteadOf("ln -s", "ln --symbolic")]
public sealed partial class LinkResource : Resource
{
    /// <summary>Where the link is.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>What it points to, relative to its own directory or absolute. It need not exist.</summary>
    [Length(1, 4095)]
    public string? Target { get; }

    /// <summary>The owner of the link itself, a login name or a number.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group of the link itself, a name or a number.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>A file at the path is replaced. It is lost.</summary>
    [Needs(nameof(Target))]
    public bool Force { get; }

    /// <summary>The link must not exist. What it points to stays.</summary>
    [Absence]
    public bool Absent { get; }
}
