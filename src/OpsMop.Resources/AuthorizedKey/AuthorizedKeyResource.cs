namespace OpsMop;

/// <summary>A key with which a user may log in over ssh: a line of the user's <c>authorized_keys</c>. The other lines stay as they are.</summary>
/// <remarks>
/// A key is known by itself, not by its comment: another comment or other options change its line. <c>~/.ssh</c> is made where it is missing, and both get the modes
/// that sshd asks for. No link is followed in a user's home: who owns the home could point it at a file of root's.
/// </remarks>
[ResourceType("authorized-key")]
public sealed partial class AuthorizedKeyResource : Resource
{
    /// <summary>The user who may log in with it.</summary>
    [Key, Length(1, 32)]
    public string Login { get; }

    /// <summary>The public key, as the line of the <c>.pub</c> file: <c>ssh-ed25519 AAAA… ann@laptop</c>.</summary>
    [Key]
    public string PublicKey { get; }

    /// <summary>
    /// From where it may be used: addresses, networks and patterns of names, such as <c>10.0.0.0/8</c>, <c>*.example.org</c> or <c>!10.0.0.9</c>. From anywhere
    /// where not given.
    /// </summary>
    [RegularExpression(@"[^\s"",]+", Explanation = "an address, a network or a pattern of names, without blanks and commas")]
    public IReadOnlyList<string>? From { get; }

    /// <summary>The one command that whoever logs in with it gets, whatever they ask for.</summary>
    [RegularExpression(@"[^\r\n]+", Explanation = "a command in one line")]
    public string? OnlyCommand { get; }

    /// <summary>
    /// Nothing is allowed but a command: no terminal, no forwarding, no tunnel, also of kinds that are yet to be invented. <c>Options</c> can allow some of it
    /// again.
    /// </summary>
    public bool Restrict { get; }

    /// <summary>Other options of sshd, each as it stands in the file: <c>pty</c>, <c>no-agent-forwarding</c>, <c>permitopen="db:5432"</c>.</summary>
    [RegularExpression(@"[a-zA-Z-]+(=""[^\r\n]*"")?", Explanation = "an option of authorized_keys, such as no-pty or permitopen=\"db:5432\"")]
    public IReadOnlyList<string>? Options { get; }

    /// <summary>
    /// The file, where sshd's <c>AuthorizedKeysFile</c> is not the usual one. Its directory must exist; a new file belongs to root and can be read by all.
    /// </summary>
    public AbsolutePath Path { get; }

    /// <summary>The user must not be able to log in with the key: all lines with it go.</summary>
    [Excludes(nameof(From), nameof(OnlyCommand), nameof(Restrict), nameof(Options)), Absence]
    public bool Absent { get; }

    /// <summary>The options as they stand in the file.</summary>
    internal string AllOptions
    {
        get
        {
            var all = new List<string>();
            if (Restrict)
            {
                all.Add("restrict");
            }

            if (From is { Count: > 0 } from)
            {
                all.Add("from=" + AuthorizedKeyLine.Quote(string.Join(',', from)));
            }

            if (OnlyCommand is { } command)
            {
                all.Add("command=" + AuthorizedKeyLine.Quote(command));
            }

            all.AddRange(Options ?? []);
            return string.Join(',', all);
        }
    }

    /// <summary>Reports a key that is none.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (SshPublicKey.Parse(PublicKey, out _) is { } fault)
        {
            validation.Report("OPM2004", nameof(PublicKey), "the key " + fault);
        }
    }

    /// <summary>Claims a part of the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Part, Path is { IsGiven: true } path ? path.Value : HomeFile.UsualPath(Login, "authorized_keys"));
}
