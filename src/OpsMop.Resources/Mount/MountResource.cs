namespace OpsMop;

/// <summary>A file system or a folder that is mounted at a path: now, and when the host boots.</summary>
/// <remarks>
/// The mount point is made where it is missing, with the folders above it, with mode 0755. What a mount point holds already cannot be seen while something is
/// mounted
/// there: a run says so. Other options are put in force with <c>mount -o remount</c>; where another device is mounted, it is unmounted first. <c>/etc/fstab</c>
/// keeps
/// one line for the mount point; comments and other lines stay as they are.
/// </remarks>
[ResourceType("mount")]
[OneOf(nameof(Device), nameof(BindOf), nameof(Absent), Optional = true)]
[InsteadOf("mount -t", "mount --types", "mount -o", "mount --options", "mount --bind", "umount")]
public sealed partial class MountResource : Resource
{
    /// <summary>Where it is mounted.</summary>
    [Key, Claims(Claim.Part)]
    public AbsolutePath Path { get; }

    /// <summary>
    /// What is mounted: a device such as <c>/dev/sdb1</c>, <c>UUID=…</c>, <c>LABEL=…</c>, <c>PARTUUID=…</c>, <c>server:/export</c>, or <c>tmpfs</c> for a file
    /// system in memory.
    /// </summary>
    [Length(1, 4096)]
    public string? Device { get; }

    /// <summary>The folder or file that is to be seen at this path too.</summary>
    public AbsolutePath BindOf { get; }

    /// <summary>The type of the file system, such as <c>ext4</c>. Where not given it is found out when it is mounted.</summary>
    [Needs(nameof(Device)), RegularExpression("[A-Za-z0-9._-]+", Explanation = "the type of a file system, such as ext4, tmpfs or nfs")]
    public string? FileSystem { get; }

    /// <summary>The options, such as <c>noatime</c> or <c>size=1g</c>; the defaults where not given.</summary>
    [Needs(nameof(Device), nameof(BindOf))]
    public IReadOnlyList<string>? Options { get; }

    /// <summary>Whether <c>dump</c> saves it, 1 or 0. A line that is there keeps its own where not given; a new one gets 0.</summary>
    [Needs(nameof(Device), nameof(BindOf)), Range(0, 1)]
    public int? Dump { get; }

    /// <summary>
    /// When it is checked at boot: 1 for the root file system, 2 for others, 0 for never. A line that is there keeps its own where not given; a new one gets 0.
    /// </summary>
    [Needs(nameof(Device), nameof(BindOf)), Range(0, 2)]
    public int? Pass { get; }

    /// <summary>Whether it is mounted now, and when the host boots; both where not given.</summary>
    public MountState? State { get; }

    /// <summary>It is neither mounted nor in <c>/etc/fstab</c>. The mount point stays.</summary>
    [Excludes(nameof(FileSystem), nameof(Options), nameof(Dump), nameof(Pass), nameof(State)), Absence]
    public bool Absent { get; }

    /// <summary>The options one by one; several in one text are several.</summary>
    internal IEnumerable<string> EachOption => (Options ?? []).SelectMany(static one => one.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Part, Fstab.Path.Value);

    partial void ValidateMore(Validation validation)
    {
        if (!Absent && Device is null && !BindOf.IsGiven && State != MountState.Unmounted)
        {
            validation.Report("OPM2002", null, "what is mounted there is not said. Give .Device(…) or .BindOf(…), or .Unmounted() or .Absent().");
        }

        if (Path.IsRoot && (Absent || State == MountState.Unmounted))
        {
            validation.Report("OPM2001", nameof(Path), "the root of the file system cannot be unmounted.");
        }

        if (Options?.FirstOrDefault(static one => one.AsSpan().ContainsAny(' ', '\t', '\n')) is { } wrong)
        {
            validation.Report("OPM2004", nameof(Options), $"Options: '{wrong}' has a blank in it. Give each option as an argument of its own.");
        }
    }
}
