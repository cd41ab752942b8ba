namespace OpsMop;

/// <summary>A directory with what an archive holds: a tar archive, plain or packed with gzip, xz, zstd or bzip2, or a zip archive.</summary>
/// <remarks>
/// What the archive is, its content says, not its name. What was extracted is recorded in <c>.opsmop-archive.json</c> in the directory, which only its
/// owner can read: a file that is missing or was changed is put back, and what a newer archive no longer holds goes. What nobody recorded stays, and a
/// path below that another resource of the host manages is left to that resource. A recorded file whose size and time of modification are as recorded
/// counts as unchanged; any other is compared by its SHA-256.
/// <para>
/// Before anything is written, the whole archive is looked through, and refused where a path is absolute or has <c>..</c>, where a link leads outside of
/// the directory or something lies below a link, where it has a device or pipe, or the same path twice. Owners in it do not count. Archives may have 2
/// GiB, also those packed with xz, zstd or bzip2 when unpacked to a tar archive; their files 10 GiB together, and there may be 500 000 of them. For xz,
/// zstd and bzip2 the program of that name must be on the host.
/// </para>
/// </remarks>
[ResourceType("archive")]
[OneOf(nameof(Source), nameof(From), nameof(Url), nameof(Absent))]
public sealed partial class ArchiveResource : Resource
{
    /// <summary>The directory on the target. It is made where it is missing; the one above must exist.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The archive, relative to the project that declares the role. It travels in the role's package.</summary>
    public SourceFile? Source { get; }

    /// <summary>The archive as a file of the host.</summary>
    public AbsolutePath? From { get; }

    /// <summary>
    /// Where the archive is fetched from: an <c>http</c> or <c>https</c> address. With a <c>Checksum</c> it is fetched when another is there or something has
    /// to be put back; without one, when nothing from this address is there or something has to be put back.
    /// </summary>
    [Url]
    public string? Url { get; }

    /// <summary>The SHA-256 that the archive of the <c>Url</c> must have. It is checked before anything is extracted.</summary>
    [Needs(nameof(Url))]
    public Sha256? Checksum { get; }

    /// <summary>How many leading directories are taken off each path in the archive; what has no more than these is left out. 0 where not given.</summary>
    [Range(0, 100), Excludes(nameof(Absent))]
    public int? Strip { get; }

    /// <summary>
    /// What is not extracted: names, or paths relative to the directory, as they are after <c>Strip</c>. Wildcards are allowed; a directory is left out with
    /// all that is in it.
    /// </summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyList<string>? Except { get; }

    /// <summary>
    /// The owner of all of it, a login name or a number. Where not given, what exists keeps its own, and what is new belongs to the user who runs OpsMop.
    /// </summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group of all of it, a name or a number. Where not given, what exists keeps its own.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>
    /// The mode of files. Those that are executable in the archive may also be executed by whom the mode lets read. Where not given, the archive's modes
    /// count: <c>host.With(mode: …)</c> does not change them.
    /// </summary>
    public UnixMode? FileMode { get; }

    /// <summary>The mode of directories. Where not given, those in the archive have its modes, and others get 0755.</summary>
    public UnixMode? DirectoryMode { get; }

    /// <summary>
    /// The archive's modes count as they are. Otherwise set-uid, set-gid and sticky bits in them do not count, nor that everybody may write.
    /// </summary>
    [Excludes(nameof(Absent))]
    public bool ExactModes { get; }

    /// <summary>
    /// Nothing of the archive is to be there: what was recorded when it was extracted goes, directories where they are then empty. What nobody recorded
    /// stays.
    /// </summary>
    [Absence]
    public bool Absent { get; }

    partial void ValidateMore(Validation validation)
    {
        if (Path.IsRoot)
        {
            validation.Report("OPM2004", nameof(Path), "An archive is not extracted over the whole system. Name a directory of its own.");
        }

        if (From is { IsGiven: true, Error: null } from && Path is { IsGiven: true, Error: null } && from == Path / ArchiveManifest.Name)
        {
            validation.Report("OPM2004", nameof(From), $"{from} is the record of what was extracted. Name the archive.");
        }

        if (Url is not null && Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.IsFile)
        {
            validation.Report("OPM2004", nameof(Url), $"{Url} is a file of the host. Use .From(\"{Uri.UnescapeDataString(address.AbsolutePath)}\").");
        }
    }
}
