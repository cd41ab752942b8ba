/// <summary>A certificate of a web server.</summary>
[ResourceType("web-certificate")]
[OneOf("Issuer", "SelfSigned", Optional = true)]
public sealed partial class WebCertificateResource : Resource
{
    /// <summary>Where it is on the target.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The address of the authority that issues it.</summary>
    [Url]
    public string? Issuers { get; }

    /// <summary>Whether it signs itself.</summary>
    public bool SelfSigned { get; }

    /// <summary>The account at the authority.</summary>
    [Needs("Isuers")]
    public string? Account { get; }

    /// <summary>Who owns the file.</summary>
    [FromScope("Ownr")]
    public string? Owner { get; }
}
