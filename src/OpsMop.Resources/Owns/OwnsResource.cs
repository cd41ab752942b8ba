namespace OpsMop;

/// <summary>Paths that belong to the policy alone: what matches and is declared by no resource of the host is deleted.</summary>
/// <remarks>It counts what is declared anywhere in the host's roles, above and below it. A path also stays if something below it is declared.</remarks>
[ResourceType("owns")]
public sealed partial class OwnsResource : Resource
{
    /// <summary>
    /// An absolute path whose segments may hold <c>*</c>, <c>?</c> and <c>[a-z]</c>, such as <c>/etc/nginx/sites-enabled/*</c>. A name with a dot at its
    /// start is matched only by a segment that begins with one.
    /// </summary>
    [Key, RegularExpression("/.+", Explanation = "an absolute path with wildcards, such as /etc/nginx/sites-enabled/*")]
    public string Pattern { get; }

    /// <summary>Names that stay though nobody declares them, compared with the last segment. Wildcards are allowed.</summary>
    public IReadOnlyList<string>? Except { get; }

    /// <summary>Directories that match go with all that is in them. Without this, only empty ones go, and others stay.</summary>
    public bool Recursive { get; }
}
