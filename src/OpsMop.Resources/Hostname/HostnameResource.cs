namespace OpsMop;

/// <summary>The name of the host: what it calls itself now and after each boot.</summary>
/// <remarks>What the name resolves to is another matter: <c>HostsEntry</c> puts it into <c>/etc/hosts</c>.</remarks>
[ResourceType("hostname")]
[InsteadOf("hostnamectl set-hostname", "hostnamectl hostname *")]
public sealed partial class HostnameResource : Resource
{
    /// <summary>The name: one label such as <c>web1</c>, or with its domain.</summary>
    [Key, Length(1, 64)]
    [RegularExpression(
        "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*",
        Explanation = "the name of a host: letters, digits and hyphens between them, with dots between the parts of a domain")]
    public string HostName { get; }

    /// <summary>The name for people, such as <c>Ann's laptop</c>. Left alone where not given; empty for none.</summary>
    [RegularExpression(@"[^\r\n\0]*", Explanation = "text in one line")]
    public string? Pretty { get; }

    /// <summary>Claims the files that hold the names.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims)
    {
        claims.Add(Claim.Path, HostnameProvider.StaticFile.Value);
        claims.Add(Claim.Part, HostnameProvider.MachineInfo.Value);
    }
}
