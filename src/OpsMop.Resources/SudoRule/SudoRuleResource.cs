namespace OpsMop;

/// <summary>What users may do with <c>sudo</c>: a file of its own below <c>/etc/sudoers.d</c>, which <c>visudo</c> has accepted before it is put in place.</summary>
[ResourceType("sudo-rule")]
[OneOf(nameof(Commands), nameof(Content), nameof(Absent))]
public sealed partial class SudoRuleResource : Resource
{
    /// <summary>The name of the file. sudo passes over names with a dot or a tilde, so it has none.</summary>
    [Key, RegularExpression("[A-Za-z0-9_][A-Za-z0-9_-]*", Explanation = "letters, digits, _ and -: sudo passes over files with a dot or a tilde in their names")]
    public string File { get; }

    /// <summary>The users who may, by their names. <c>ALL</c> is everybody.</summary>
    [RegularExpression(@"[A-Za-z0-9_][A-Za-z0-9_.@-]*[$]?|#[0-9]+", Explanation = "the name of a user, or # and a number; a group is named with Groups")]
    public IReadOnlyList<string>? Users { get; }

    /// <summary>The groups whose members may, by their names.</summary>
    [RegularExpression(@"[A-Za-z0-9_][A-Za-z0-9_.@-]*[$]?|#[0-9]+", Explanation = "the name of a group without a %, or # and a number")]
    public IReadOnlyList<string>? Groups { get; }

    /// <summary>The hosts on which they may, for a file that many hosts have; all where not given.</summary>
    [RegularExpression(@"!?[A-Za-z0-9_*?][A-Za-z0-9_.*?/:-]*", Explanation = "the name or address of a host, or a network")]
    public IReadOnlyList<string>? Hosts { get; }

    /// <summary>As whom they may; as root where neither this nor <c>RunAsGroups</c> is given. <c>ALL</c> is anybody.</summary>
    [RegularExpression(
        @"!?[A-Za-z0-9_][A-Za-z0-9_.@-]*[$]?|!?#[0-9]+|%[A-Za-z0-9_][A-Za-z0-9_.@-]*",
        Explanation = "the name of a user, or % and that of a group for its members")]
    public IReadOnlyList<string>? RunAs { get; }

    /// <summary>With which groups they may (<c>sudo -g</c>); with none but the user's own where not given.</summary>
    [RegularExpression(@"!?[A-Za-z0-9_][A-Za-z0-9_.@-]*[$]?|!?#[0-9]+", Explanation = "the name of a group without a %, or # and a number")]
    public IReadOnlyList<string>? RunAsGroups { get; }

    /// <summary>
    /// What they may run: the full path of a program with its arguments, as one types it. Without arguments any may be given; <c>""</c> behind the program stands
    /// for none.
    /// <c>*</c> fits blanks and slashes too, so that it lets in more than it seems to. A path that ends with a slash is every program of that directory;
    /// <c>ALL</c> is everything; <c>sudoedit</c> and a path lets them edit that file.
    /// </summary>
    [RegularExpression(
        @"(!?(/|sudoedit +/)|ALL$|[A-Z][A-Z0-9_]*$)[^\r\n\0]*",
        Explanation = "the full path of a program with its arguments, ALL, or sudoedit and a path")]
    public IReadOnlyList<string>? Commands { get; }

    /// <summary>Nobody is asked for a password.</summary>
    [Needs(nameof(Commands))]
    public bool NoPassword { get; }

    /// <summary>What is run may start no other program, as far as sudo can prevent it: no shell out of an editor or a pager.</summary>
    [Needs(nameof(Commands))]
    public bool NoExec { get; }

    /// <summary>They may set variables of the environment for it. Whoever may do so with a program that loads libraries may run anything.</summary>
    [Needs(nameof(Commands))]
    public bool SetEnvironment { get; }

    /// <summary>Settings of sudo for these users and groups only, such as <c>!requiretty</c> or <c>timestamp_timeout=5</c>.</summary>
    [Needs(nameof(Commands)), RegularExpression(@"!?[a-z_]+([ ]*[+-]?=[ ]*[^\r\n]+)?", Explanation = "a setting of sudoers, such as !requiretty or timestamp_timeout=5")]
    public IReadOnlyList<string>? Defaults { get; }

    /// <summary>The whole file as sudoers has it, for what cannot be said otherwise, such as aliases.</summary>
    [Printed]
    public Text? Content { get; }

    /// <summary>The rule must not exist.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Where the file is.</summary>
    internal AbsolutePath Path => "/etc/sudoers.d/" + File;

    /// <summary>Reports a rule that is for nobody.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Commands is not null && Users is not { Count: > 0 } && Groups is not { Count: > 0 })
        {
            validation.Report("OPM2002", nameof(Commands), "one of Users, Groups is required: nobody may run the commands yet.");
        }

        if (Commands is null && (Users ?? Groups ?? Hosts ?? RunAs ?? RunAsGroups) is not null)
        {
            validation.Report("OPM2003", null, "Users, Groups, Hosts, RunAs and RunAsGroups need Commands. Say what may be run, or take them away.");
        }
    }

    /// <summary>Claims the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Path, Path.Value);
}
