namespace OpsMop;

/// <summary>A directory with all that is in it, copied from a folder that travels with the policy or from another directory of the host.</summary>
/// <remarks>
/// Files are compared by their content. A path below that another resource of the host manages is left to that resource, with all that is in it. What is there and not in the source stays
/// unless <c>Delete</c> is given. A source folder of the policy has files only: links in it count as what they lead to, and an empty folder does not travel.
/// </remarks>
[ResourceType("tree")]
[OneOf(nameof(Source), nameof(From))]
[InsteadOf("cp -r", "cp -R", "cp --recursive")]
public sealed partial class TreeResource : Resource
{
    /// <summary>The directory on the target. It is made where it is missing; the one above must exist.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The folder that is copied, relative to the project that declares the role. It travels in the role's package.</summary>
    public SourceFile? Source { get; }

    /// <summary>The directory of the host that is copied. Its links are copied as links, its modes are kept where <c>FileMode</c> and <c>DirectoryMode</c> say nothing.</summary>
    public AbsolutePath? From { get; }

    /// <summary>What is in the directory and not in the source goes.</summary>
    public bool Delete { get; }

    /// <summary>What is neither copied nor deleted: names, or paths relative to the directory. Wildcards are allowed; a directory is left with all that is in it.</summary>
    public IReadOnlyList<string>? Except { get; }

    /// <summary>The owner of all of it, a login name or a number. What exists keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group of all of it, a name or a number. What exists keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>
    /// The mode of files. Those that are executable in the source may also be executed by whom the mode lets read. Where not given, a new file gets 0644, or 0755 if
    /// it is executable, and an existing one keeps its own, but for that.
    /// </summary>
    [FromScope("Mode")]
    public UnixMode? FileMode { get; }

    /// <summary>The mode of directories. Where not given, an existing one keeps its own, and a new one gets 0755.</summary>
    [FromScope("DirectoryMode")]
    public UnixMode? DirectoryMode { get; }

    partial void ValidateMore(Validation validation)
    {
        if (From is { IsGiven: true, Error: null } from && Path is { IsGiven: true, Error: null } && (from.StartsWith(Path) || Path.StartsWith(from)))
        {
            validation.Report("OPM2004", nameof(From), $"{from} and {Path} are one within the other. Copy to another place.");
        }
    }
}
