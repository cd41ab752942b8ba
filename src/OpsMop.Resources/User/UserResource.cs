namespace OpsMop;

/// <summary>A user account. What is declared is brought about also if the account exists already, not only when it is made.</summary>
[ResourceType("user")]
[InsteadOf("useradd", "adduser", "usermod", "userdel", "deluser", "chpasswd")]
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

    /// <summary>
    /// The password. The host's own hash of it is what it is compared with, so that nothing changes where it is the password already; where it is not, a salted
    /// SHA-512 hash of it is set. It reaches no argument and no file but <c>/etc/shadow</c>.
    /// </summary>
    public Secret? Password { get; }

    /// <summary>
    /// The hash of the password, as <c>/etc/shadow</c> has it: <c>$y$…</c> or <c>$6$…</c>, such as <c>mkpasswd</c> prints. <c>*</c> is no password at all: nobody
    /// logs
    /// in with one. It is never shown.
    /// </summary>
    [Excludes(nameof(Password))]
    public Text? PasswordHash { get; }

    /// <summary>
    /// Whether a password that the account has is brought to the one declared; yes unless <c>OverwritePassword(false)</c>, with which only an account without a
    /// password gets it, and keeps the one that its user chooses.
    /// </summary>
    [Needs(nameof(Password), nameof(PasswordHash))]
    public bool? OverwritePassword { get; }

    /// <summary>When the password is set here, the user has to choose another at the next login.</summary>
    [Needs(nameof(Password), nameof(PasswordHash))]
    public bool ChangeAtLogin { get; }

    /// <summary>
    /// Whether the password is locked: nobody logs in with it until it is unlocked, and it is not forgotten. Logins with keys stay possible: <c>Expires</c> ends
    /// those
    /// too. Left alone where not said.
    /// </summary>
    public bool? Locked { get; }

    /// <summary>The day from which on the account is shut, as <c>2027-01-31</c>, or <c>never</c>. Left alone where not given.</summary>
    [RegularExpression("[0-9]{4}-[0-9]{2}-[0-9]{2}|never", Explanation = "a day such as 2027-01-31, or never")]
    public string? Expires { get; }

    /// <summary>After how many days a password has to be changed; -1 for never. Left alone where not given.</summary>
    [Range(-1, 99999)]
    public int? PasswordMaxDays { get; }

    /// <summary>For how many days a changed password cannot be changed again; 0 for at any time. Left alone where not given.</summary>
    [Range(0, 99999)]
    public int? PasswordMinDays { get; }

    /// <summary>How many days before a password has to be changed its user is told so at each login. Left alone where not given.</summary>
    [Range(0, 99999)]
    public int? PasswordWarnDays { get; }

    /// <summary>For how many days after a password should have been changed it still can be; -1 for ever. Left alone where not given.</summary>
    [Range(-1, 99999)]
    public int? PasswordInactiveDays { get; }

    /// <summary>The account must not exist. Its files stay, unless <c>RemoveHome</c> is given.</summary>
    [Excludes(
        nameof(Uid), nameof(Group), nameof(Groups), nameof(ExactGroups), nameof(Home), nameof(CreateHome), nameof(Shell), nameof(Comment), nameof(System),
        nameof(Password), nameof(PasswordHash), nameof(Locked), nameof(Expires),
        nameof(PasswordMaxDays), nameof(PasswordMinDays), nameof(PasswordWarnDays), nameof(PasswordInactiveDays))]
    [Absence]
    public bool Absent { get; }

    /// <summary>The home directory and the mail spool go with the account.</summary>
    [Needs(nameof(Absent))]
    public bool RemoveHome { get; }

    /// <summary>Whether anything is declared that <c>/etc/shadow</c> holds.</summary>
    internal bool HasShadow => Password is not null || PasswordHash is not null || Locked is not null || Expires is not null
        || PasswordMaxDays is not null || PasswordMinDays is not null || PasswordWarnDays is not null || PasswordInactiveDays is not null;

    /// <summary>Reports what no attribute can say.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Password?.Reveal() is { } password && (password.Length == 0 || password.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0))
        {
            validation.Report(
                "OPM2004",
                nameof(Password),
                "Password is empty or has a line end in it. Take the line end away; an account that needs no password is no account.");
        }

        if (PasswordHash?.Reveal() is { } hash && !ShadowPassword.IsHash(hash))
        {
            validation.Report(
                "OPM2004",
                nameof(PasswordHash),
                "PasswordHash is no hash of a password: it must be as /etc/shadow has it, such as $y$… or $6$…. "
                + "A password itself is given with Password, a locked account is Locked().");
        }

        if (ChangeAtLogin && OverwritePassword != false)
        {
            validation.Report(
                "OPM2003",
                nameof(ChangeAtLogin),
                "ChangeAtLogin needs OverwritePassword(false): the next run would set back the password that the user has chosen.");
        }

        if (Expires is { } day && !Shadow.TryParseDay(day, out _))
        {
            validation.Report("OPM2004", nameof(Expires), $"Expires: there is no day {day}.");
        }
    }
}
