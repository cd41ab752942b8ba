namespace OpsMop;

/// <summary>A certificate authority that the host trusts: programs that use the system's list accept the certificates that it has signed.</summary>
/// <remarks>Programs with a list of their own, such as Java and some browsers, are not asked.</remarks>
[ResourceType("ca-trust")]
[OneOf(nameof(Content), nameof(Source), nameof(Absent))]
[InsteadOf("update-ca-certificates", "update-ca-trust")]
public sealed partial class CaTrustResource : Resource
{
    /// <summary>The name under which its certificate is kept, without <c>.crt</c> or <c>.pem</c>.</summary>
    [Key, RegularExpression("[A-Za-z0-9_][A-Za-z0-9_.-]*", Explanation = "the name of a file without its .crt: letters, digits, _, . and -")]
    public string Authority { get; }

    /// <summary>Its certificate, as PEM: <c>-----BEGIN CERTIFICATE-----</c>.</summary>
    [Printed]
    public Text? Content { get; }

    /// <summary>The file with its certificate as PEM, relative to the project that declares the role.</summary>
    public SourceFile? Source { get; }

    /// <summary>The host must not trust it.</summary>
    [Absence]
    public bool Absent { get; }

    /// <summary>Reports a certificate that is none.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Content is { IsSecret: false } content && PemCertificates.FaultOfAuthority(content.Reveal()) is { } fault)
        {
            validation.Report("OPM2004", nameof(Content), "Content " + fault);
        }
    }

    /// <summary>Claims the file, wherever a distribution has it.</summary>
    /// <param name="claims">Takes the claims.</param>
    partial void ClaimMore(ClaimSet claims)
    {
        foreach (var store in CaStore.All)
        {
            claims.Add(Claim.Path, store.FileOf(Authority).Value);
        }
    }
}
