namespace OpsMop;

/// <summary>A directory and its metadata; with <c>Recursive</c>, also the metadata of everything below it.</summary>
/// <remarks>
/// A link that leads to a directory counts as that directory, except for <c>Absent</c>, <c>Recursive</c> and <c>Purge</c>, which refuse it. A file in the way is never replaced.
/// </remarks>
[ResourceType("directory")]
[InsteadOf("mkdir", "install -d", "install --directory", "rm -r", "rm -R", "chmod -R", "chown -R", "chgrp -R")]
public sealed partial class DirectoryResource : Resource
{
    /// <summary>Where the directory is on the target.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The owner, a login name or a number. An existing directory keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group, a name or a number. An existing directory keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>The mode. Where not given, an existing directory keeps its own, and a new one gets 0755.</summary>
    [FromScope("DirectoryMode")]
    public UnixMode? Mode { get; }

    /// <summary>
    /// Everything below gets the owner and group too, directories get the mode and files the <c>FileMode</c>. That takes the place of the <c>X</c> of
    /// <c>chmod -R u=rwX</c>: say what directories get and what files get. Links are never followed. A path below that another resource of the host
    /// manages is left to that resource, with all that is in it.
    /// </summary>
    [Recursive]
    public bool Recursive { get; }

    /// <summary>The mode of the files below. They keep their own where not given.</summary>
    [Needs(nameof(Recursive))]
    public UnixMode? FileMode { get; }

    /// <summary>Directories that are missing above are made too, with mode 0755, and belong to the user who runs the agent.</summary>
    [Excludes(nameof(Absent))]
    public bool Parents { get; }

    /// <summary>
    /// What is below and declared by no resource of the host goes, directories with all that is in them. A path below that another resource manages is left to that
    /// resource, with all that is in it: a directory can have <c>Purge</c> of its own. The directories that every system stands on, such as <c>/etc</c>, are refused.
    /// </summary>
    [Excludes(nameof(Absent))]
    public bool Purge { get; }

    /// <summary>
    /// What <c>Purge</c> leaves though nobody declares it: names, or paths relative to the directory. Wildcards are allowed; a directory stays with all that is in it.
    /// </summary>
    [Needs(nameof(Purge))]
    public IReadOnlyList<string>? Except { get; }

    /// <summary>
    /// The directory must not exist: it is deleted with all that is in it. The directories that every system stands on, such as <c>/etc</c>, are refused.
    /// </summary>
    [Excludes(nameof(Recursive)), Absence]
    public bool Absent { get; }
}
