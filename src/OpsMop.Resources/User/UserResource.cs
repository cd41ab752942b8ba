namespace OpsMop;

/// <summary>A user account. What is declared is brought about also if the account exists already, not only when it is made.</summary>
[ResourceType("user")]
[InsteadOf("useradd", "adduser", "usermod", "userdel", "deluser")]
public sealed partial class UserResource : Resource
{
    /// <summary>The login name.</summary>
    [Key, Claims(Claim.User), RegularExpression("[A-Za-z_][A-Za-z0-9_.-]{0,31}[$]?", Explanation = "a login name: a letter or _, then letters, digits, _, . and -, at most 32 in all")]
    public string Login { get; }

    /// <summary>The user id. Where not given, an existing account keeps its own and a new one gets the next free.</summary>
    [Range(0, 2147483647)]
    public int? Uid { get; }

    /// <summary>The primary group, a name or a number. Where not given, a new account gets a group of its own name, which is made if it is missing.</summary>
    public string? Group { get; }

    /// <summary>Supplementary groups that the user must be in. Others stay, unless <c>ExactGroups</c> is given.</summary>
    public IReadOnlyList<string>? Groups { get; }

    /// <summary>The user is in no other supplementary groups than those named; in none at all where none is named.</summary>
    public bool ExactGroups { get; }

    /// <summary>The home directory; <c>/home/</c> and the name for a new account where not given.</summary>
    public AbsolutePath Home { get; }

    /// <summary>
    /// Whether the home directory is made, with what is in <c>/etc/skel</c>. Where not said, it is made with a new account that is no system account; where said,
    /// also for an existing account.
    /// </summary>
    public bool? CreateHome { get; }

    /// <summary>When <c>Home</c> changes, what is in the old one moves along.</summary>
    [Needs(nameof(Home))]
    public bool MoveHome { get; }

    /// <summary>The login shell, such as <c>/usr/sbin/nologin</c>. A new account gets the system's usual one where not given.</summary>
    public AbsolutePath Shell { get; }

    /// <summary>The comment field, usually the person's name. It may hold no colon.</summary>
    [RegularExpression("[^:\\n]*", Explanation = "text without colons and line ends")]
    public string? Comment { get; }

    /// <summary>A new account gets an id of the range for system accounts, and no home directory. An existing one is left as it is.</summary>
    public bool System { get; }

    /// <summary>The account must not exist. Its files stay, unless <c>RemoveHome</c> is given.</summary>
    [Excludes(nameof(Uid), nameof(Group), nameof(Groups), nameof(ExactGroups), nameof(Home), nameof(CreateHome), nameof(Shell), nameof(Comment), nameof(System)), Absence]
    public bool Absent { get; }

    /// <summary>The home directory and the mail spool go with the account.</summary>
    [Needs(nameof(Absent))]
    public bool RemoveHome { get; }
}
