namespace OpsMop;

/// <summary>All keys with which a user may log in over ssh: what else is in the user's <c>authorized_keys</c> goes. Comments in it stay.</summary>
/// <remarks>For single keys beside those that others add there is <c>AuthorizedKey</c>.</remarks>
[ResourceType("authorized-keys")]
[OneOf(nameof(Keys), nameof(Absent))]
public sealed partial class AuthorizedKeysResource : Resource
{
    /// <summary>The user.</summary>
    [Key, Length(1, 32)]
    public string Login { get; }

    /// <summary>The lines of the keys, each as it stands in <c>authorized_keys</c>: options where there are any, and the line of the <c>.pub</c> file.</summary>
    [Length(1, 10000)]
    public IReadOnlyList<string>? Keys { get; }

    /// <summary>
    /// The file, where sshd's <c>AuthorizedKeysFile</c> is not the usual one. Its directory must exist; a new file belongs to root and can be read by all.
    /// </summary>
    public AbsolutePath Path { get; }

    /// <summary>The user must not be able to log in with any key: the file goes.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>The file, as claims name it.</summary>
    /// <param name="keys">The keys.</param>
    internal static string FileOf(AuthorizedKeysResource keys) => keys.Path is { IsGiven: true } path ? path.Value : HomeFile.UsualPath(keys.Login, "authorized_keys");

    /// <summary>Reports keys that are none.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        foreach (var line in Keys ?? [])
        {
            // With options before it, the fault is told of the key alone.
            if (AuthorizedKeyLine.Parse(line) is null && SshPublicKey.Parse(line, out _) is { } fault)
            {
                validation.Report("OPM2004", nameof(Keys), $"the key \"{(line.Length > 40 ? line[..40] + "…" : line)}\" {fault}");
            }
        }
    }

    /// <summary>Claims the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) => claims.Add(Claim.Path, FileOf(this));
}
