namespace OpsMop;

/// <summary>A parameter of the kernel: its value now, and after each boot.</summary>
/// <remarks>
/// The value is set with <c>sysctl</c>, and kept as one line of a file that is read when the host boots. Other lines of that file stay. Values are compared without
/// regard to blanks and tabs. A file whose name sorts after this one and that sets the same parameter wins at the next boot: a run says so.
/// </remarks>
[ResourceType("sysctl")]
[OneOf(nameof(Value), nameof(Absent))]
[InsteadOf("sysctl -w", "sysctl --write")]
public sealed partial class SysctlResource : Resource
{
    internal static readonly AbsolutePath DefaultFile = "/etc/sysctl.d/60-opsmop.conf";

    /// <summary>
    /// The parameter, such as <c>net.ipv4.ip_forward</c>. Where the name of an interface has dots, write slashes: <c>net/ipv4/conf/eth0.100/forwarding</c>.
    /// </summary>
    [Key, RegularExpression(@"[A-Za-z0-9_:@-]+([./][A-Za-z0-9_:@-]+)+", Explanation = "a parameter of the kernel, such as net.ipv4.ip_forward or net/ipv4/conf/eth0.100/forwarding")]
    public string Parameter { get; }

    /// <summary>The value, a text or a number. Several numbers have blanks between them.</summary>
    [Length(1, 4096), RegularExpression(@"[^\r\n]*\S[^\r\n]*", Explanation = "one line that is not empty")]
    public string? Value { get; }

    /// <summary>The file that keeps the value, one that is read at boot; <c>/etc/sysctl.d/60-opsmop.conf</c> where not given.</summary>
    public AbsolutePath File { get; }

    /// <summary>The value is set now and not kept for the next boot. The file is left alone.</summary>
    [Excludes(nameof(PersistOnly), nameof(File), nameof(Absent))]
    public bool LiveOnly { get; }

    /// <summary>The value is kept for the next boot and not set now: for images, and for containers, which may not set it.</summary>
    [Excludes(nameof(Absent))]
    public bool PersistOnly { get; }

    /// <summary>The line goes from the file. The kernel has no value to return to: it keeps the one that it has until the next boot.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>The parameter as a path below /proc/sys.</summary>
    internal string RelativePath => SysctlName.ToPath(Parameter);

    /// <summary>The file that keeps the value.</summary>
    internal AbsolutePath Kept => File.IsGiven ? File : DefaultFile;

    partial void ClaimMore(ClaimSet claims)
    {
        // By its path, because one parameter can be written in two ways.
        claims.Add(Claim.Path, "/proc/sys/" + RelativePath);
        if (!LiveOnly)
        {
            claims.Add(Claim.Part, Kept.Value);
        }
    }
}
