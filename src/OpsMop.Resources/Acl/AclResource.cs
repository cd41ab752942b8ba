namespace OpsMop;

/// <summary>The access control list of a file or directory: what named users and groups may do with it besides its owner, its group and the others.</summary>
/// <remarks>
/// <para>Named entries that are not declared stay, unless <c>Exact</c>. What the owner and the others may do is said by the mode: <c>host.File(…).Mode(…)</c> or
/// <c>host.Directory(…).Mode(…)</c>.</para>
/// <para>Where a path has an access control list, the kernel takes the group's digit of its mode for the <b>mask</b>: the most that any named entry and the
/// file's own group
/// may do. So <c>chmod</c> changes the mask. Where <c>Mask</c> is not given, it is what <c>setfacl</c> makes it: as wide as the widest of these entries.
/// Give the path's mode the
/// same digit for the group, and the file's own group its rights by <c>OwningGroup</c>: with <c>.User("ann", "rw-").OwningGroup("r--")</c> the mode is 0660,
/// not 0640.
/// With another digit the mode and the list undo each other in each run.</para>
/// <para>A type that writes a file whole, such as <c>host.File(…).Content(…)</c>, writes a new one, which has no list of its own: declare the list below it.
/// A link is refused.
/// The programs <c>getfacl</c> and <c>setfacl</c> of the package acl are needed.</para>
/// </remarks>
[ResourceType("acl")]
[InsteadOf("setfacl -m", "setfacl --modify", "setfacl -x", "setfacl --remove", "setfacl -b", "setfacl --remove-all")]
public sealed partial class AclResource : Resource
{
    private const string RightsPattern = "(?=.{1,3}$)r?-?w?-?[xX]?-?";
    private const string RightsWords = "rights such as rwx, r-x, or rwX, where X is x for directories and for files that somebody may execute";

    /// <summary>The file or directory. It must exist, and be no link.</summary>
    [Key]
    public AbsolutePath Path { get; }

    /// <summary>What a user may do: <c>.User("ann", "rwx")</c>. The name is a login name or a number.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyDictionary<string, string>? User { get; }

    /// <summary>What the members of a group may do: <c>.Group("web", "r-x")</c>.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyDictionary<string, string>? Group { get; }

    /// <summary>What the path's own group may do. Where not given, it keeps what it has.</summary>
    [RegularExpression(RightsPattern, Explanation = RightsWords), Excludes(nameof(Absent))]
    public string? OwningGroup { get; }

    /// <summary>The most that named users, groups and the path's own group may do. Where not given, it is as wide as the widest of them.</summary>
    [RegularExpression(RightsPattern, Explanation = RightsWords), Excludes(nameof(Absent))]
    public string? Mask { get; }

    /// <summary>What a user may do with what is made in the directory from then on.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyDictionary<string, string>? DefaultUser { get; }

    /// <summary>What the members of a group may do with what is made in the directory from then on.</summary>
    [Excludes(nameof(Absent))]
    public IReadOnlyDictionary<string, string>? DefaultGroup { get; }

    /// <summary>What the own group of what is made in the directory may do. Where not given, it is what the directory's may when its default list is made.</summary>
    [RegularExpression(RightsPattern, Explanation = RightsWords), Excludes(nameof(Absent))]
    public string? DefaultOwningGroup { get; }

    /// <summary>
    /// What others may do with what is made in the directory. Where not given, it is what they may do with the directory when its default list is
    /// made.
    /// </summary>
    [RegularExpression(RightsPattern, Explanation = RightsWords), Excludes(nameof(Absent))]
    public string? DefaultOthers { get; }

    /// <summary>The mask of what is made in the directory. Where not given, it is as wide as the widest of the default entries.</summary>
    [RegularExpression(RightsPattern, Explanation = RightsWords), Excludes(nameof(Absent))]
    public string? DefaultMask { get; }

    /// <summary>No other user or group may have an entry, and no default list may be there where none is declared.</summary>
    [Excludes(nameof(Absent))]
    public bool Exact { get; }

    /// <summary>
    /// Everything below gets the list too, and directories the default entries. Links are not followed, and what
    /// <c>host.Directory(…).Recursive().FileMode(…)</c> says of
    /// files below has to agree with their mask.
    /// </summary>
    public bool Recursive { get; }

    /// <summary>There must be no entries but those of the mode, and no default ones.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Whether anything is said of what is made in the directory.</summary>
    internal bool HasDefaults =>
        DefaultUser is { Count: > 0 } || DefaultGroup is { Count: > 0 } || DefaultOwningGroup is not null || DefaultOthers is not null || DefaultMask is not null;

    /// <summary>Whether anything is said of the path itself.</summary>
    internal bool HasAccess => User is { Count: > 0 } || Group is { Count: > 0 } || OwningGroup is not null || Mask is not null;

    partial void ValidateMore(Validation validation)
    {
        if (!Absent && !HasAccess && !HasDefaults)
        {
            validation.Report("OPM2002", null, "it says nothing. Add .User(…) or .Group(…), or .Absent().");
        }

        foreach (var (property, entries) in new[] { (nameof(User), User), (nameof(Group), Group), (nameof(DefaultUser), DefaultUser), (nameof(DefaultGroup), DefaultGroup) })
        {
            foreach (var (name, rights) in entries ?? new Dictionary<string, string>())
            {
                if (name.Length == 0)
                {
                    validation.Report("OPM2002", property, $"{property} has an entry without a name. The path's own group has OwningGroup, and its owner the mode.");
                }
                else if (!AclRights.TryParse(rights, out _))
                {
                    validation.Report("OPM2004", property, $"{property}: '{rights}' must be {RightsWords}.");
                }
            }
        }
    }
}
