namespace OpsMop;

/// <summary>
/// A regular file: its content and its metadata. Without content, source, template or address the file only has to exist; it is created empty.
/// </summary>
/// <remarks>
/// The path itself is managed: a symbolic link that stands there is replaced by the file, and the plan says so. A directory is never replaced.
/// The directory above must exist. A file is written beside its place and renamed into it, so that nobody sees half of it or another mode.
/// </remarks>
[ResourceType("file")]
[OneOf(nameof(Content), nameof(Source), nameof(Template), nameof(Url), Optional = true)]
[InsteadOf(
    "touch", "chmod", "chown", "chgrp", "rm", "sed -i", "sed --in-place", "tee",
    "echo >", "echo >>", "printf >", "printf >>", "cat >", "cat >>")]
public sealed partial class FileResource : Resource
{
    /// <summary>Where the file is on the target.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>What it holds: text, written as UTF-8. Secret parts are written and shown as <c>***</c>.</summary>
    [ReadableBy(nameof(Mode))]
    public Text? Content { get; }

    /// <summary>The file whose content it gets, relative to the project that declares the role. It travels in the role's package.</summary>
    public SourceFile? Source { get; }

    /// <summary>
    /// The template that its content is rendered from when the run comes to it, relative to the project that declares the role. Where no values are given with it,
    /// its names are what is known of the host. One that is known when the policy is built is better compiled: <c>[Template]</c> on a method, and <c>.Content(…)</c>.
    /// </summary>
    public SourceFile? Template { get; }

    /// <summary>
    /// Where its content is fetched from: an <c>http</c>, <c>https</c> or <c>file</c> address (a file of the target). With a <c>Checksum</c> it is fetched
    /// whenever the file has another; without one, an <c>http</c> address is fetched only if the file is missing.
    /// </summary>
    [Url]
    public string? Url { get; }

    /// <summary>The SHA-256 that the content of the <c>Url</c> must have. What is fetched is checked before it is put in place.</summary>
    [Needs(nameof(Url))]
    public Sha256? Checksum { get; }

    /// <summary>The owner, a login name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group, a name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>The mode. Where not given, an existing file keeps its own, and a new one gets 0644, or 0600 if its content is secret.</summary>
    [FromScope("Mode")]
    public UnixMode? Mode { get; }

    /// <summary>Whether a file that exists is brought to the content declared; yes unless <c>Overwrite(false)</c>, with which only a missing one is written.</summary>
    public bool? Overwrite { get; }

    /// <summary>The file must not exist. A link at the path goes, what it points to stays.</summary>
    [Excludes(nameof(Content), nameof(Source), nameof(Template), nameof(Url), nameof(Overwrite)), Absence]
    public bool Absent { get; }

    /// <summary>The command that must accept the file before it is put in place, made from the path at which it is staged.</summary>
    internal Func<AbsolutePath, CommandText>? Check { get; set; }

    /// <summary>What the names of the template mean.</summary>
    internal TemplateValues? Values { get; set; }

    /// <summary>How the template is read.</summary>
    internal TemplateOptions? Options { get; set; }
}
