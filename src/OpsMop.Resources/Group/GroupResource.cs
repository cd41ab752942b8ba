namespace OpsMop;

/// <summary>A group of users.</summary>
[ResourceType("group")]
[InsteadOf("groupadd", "addgroup", "groupmod", "groupdel", "delgroup")]
public sealed partial class GroupResource : Resource
{
    /// <summary>The group's name.</summary>
    [Key, Claims(Claim.Group), RegularExpression("[A-Za-z_][A-Za-z0-9_.-]{0,31}[$]?", Explanation = "a group's name: a letter or _, then letters, digits, _, . and -, at most 32 in all")]
    public string Group { get; }

    /// <summary>The group id. Where not given, an existing group keeps its own and a new one gets the next free.</summary>
    [Range(0, 2147483647)]
    public int? Gid { get; }

    /// <summary>A new group gets an id of the range for system groups. An existing one is left as it is.</summary>
    public bool System { get; }

    /// <summary>Users who must be members. Others stay, unless <c>ExactMembers</c> is given.</summary>
    public IReadOnlyList<string>? Members { get; }

    /// <summary>The group has no other members than those named; none at all where none is named.</summary>
    public bool ExactMembers { get; }

    /// <summary>The group must not exist.</summary>
    [Excludes(nameof(Gid), nameof(System), nameof(Members), nameof(ExactMembers)), Absence]
    public bool Absent { get; }
}
