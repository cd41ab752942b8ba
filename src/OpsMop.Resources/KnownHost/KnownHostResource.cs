namespace OpsMop;

/// <summary>The public keys by which ssh knows a host: lines of <c>ssh_known_hosts</c>, for all users, or of one user's <c>known_hosts</c>.</summary>
/// <remarks>
/// The keys are all that the name has: when a host gets a new key, the old one goes, whatever its type. Names that were written hashed are recognised. The keys
/// come from the
/// policy, where somebody vouches for them; nothing is asked of the network, where anybody could answer.
/// </remarks>
[ResourceType("known-host")]
[OneOf(nameof(Keys), nameof(Absent))]
[InsteadOf("ssh-keygen -R")]
public sealed partial class KnownHostResource : Resource
{
    /// <summary>
    /// The host as one types it behind <c>ssh</c>: a name or an address; a pattern for an <c>Authority</c>. With another port than 22:
    /// <c>[git.example.org]:2222</c>.
    /// </summary>
    [Key, RegularExpression(@"[^\s,|#@""]+", Explanation = "a name or an address, such as git.example.org or [git.example.org]:2222")]
    public string HostName { get; }

    /// <summary>Its public keys, each as the line of the <c>.pub</c> file on that host: <c>ssh-ed25519 AAAA…</c>.</summary>
    [Length(1, 100)]
    public IReadOnlyList<string>? Keys { get; }

    /// <summary>The keys are those of an authority: hosts whose names fit are known by certificates that it has signed.</summary>
    public bool Authority { get; }

    /// <summary>The user for whom it is known; everybody on the host where not given.</summary>
    [Length(1, 32)]
    public string? Login { get; }

    /// <summary>The host must not be known: all lines go that have its name alone, and the name goes from the others.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Reports keys that are none.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        foreach (var text in Keys ?? [])
        {
            if (SshPublicKey.Parse(text, out _) is { } fault)
            {
                validation.Report("OPM2004", nameof(Keys), $"the key \"{(text.Length > 40 ? text[..40] + "…" : text)}\" {fault}");
            }
        }
    }

    /// <summary>Claims a part of the file.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims) =>
        claims.Add(Claim.Part, Login is null ? KnownHostProvider.SystemFile.Value : HomeFile.UsualPath(Login, KnownHostProvider.UserFile));
}
