namespace OpsMop;

/// <summary>A package of the system's package manager.</summary>
/// <remarks>
/// Packages that stand together are one query and one transaction. Nothing is asked, files of configuration that were changed on the host are kept, and a lock that
/// another process holds is waited for.
/// </remarks>
[ResourceType("package")]
[OneOf(nameof(Version), nameof(Latest), nameof(Absent), nameof(File), Optional = true)]
[InsteadOf(
    "apt-get install", "apt-get remove", "apt-get purge", "apt install", "apt remove", "apt purge", "aptitude install", "aptitude remove", "aptitude purge",
    "apt-mark hold", "apt-mark unhold")]
public sealed partial class PackageResource : Resource
{
    /// <summary>The package's name, as its package manager knows it.</summary>
    [Key, Claims(Claim.Package), RegularExpression("[A-Za-z0-9][A-Za-z0-9+.:_@/-]*", Explanation = "one package's name, such as nginx")]
    public string Package { get; }

    /// <summary>The version that must be installed, older or newer than the present one. A <c>*</c> at its end stands for any rest: <c>1.22.*</c>.</summary>
    [Pins, RegularExpression("[A-Za-z0-9.+:~-]+[*]?", Explanation = "a version, such as 1.22.1-9, or its beginning and a *")]
    public string? Version { get; }

    /// <summary>The newest version that the package manager would install.</summary>
    public bool Latest { get; }

    /// <summary>
    /// A file of the host that the package is in, such as <c>/srv/tool_1.2_amd64.deb</c>. It is installed if another version is there, or none; what it needs comes
    /// from where packages come from.
    /// </summary>
    public AbsolutePath File { get; }

    /// <summary>The package must not be installed. Its configuration stays, unless <c>Purge</c> is given.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>The package's configuration goes too. Not every package manager can do that; those that cannot say so in the plan.</summary>
    [Needs(nameof(Absent))]
    public bool Purge { get; }

    /// <summary>
    /// Whether the package is kept at its version when others are upgraded. Left alone where not said. A package manager that cannot do that says so in the plan.
    /// </summary>
    [Excludes(nameof(Absent))]
    public bool? Hold { get; }

    /// <summary>Packages that it only recommends are not installed along with it. Some package managers never install those.</summary>
    [Excludes(nameof(Absent))]
    public bool NoRecommends { get; }

    /// <summary>
    /// Before something is installed, the lists of what can be had are fetched if they are older than this, or older than the configured sources. They are
    /// fetched once for all packages, and not at all where nothing is to be installed.
    /// </summary>
    [Excludes(nameof(Absent))]
    public Duration UpdateCache { get; }
}
