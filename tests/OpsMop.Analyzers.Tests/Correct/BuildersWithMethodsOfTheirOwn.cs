// A type whose author adds methods to its builder by hand: they set what is required, and what another property needs.

/// <summary>A certificate.</summary>
[ResourceType("tls-file")]
[OneOf(nameof(Issuer), nameof(SelfSigned))]
public sealed partial class TlsFileResource : Resource
{
    /// <summary>Where it is.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The authority.</summary>
    [Url]
    public string? Issuer { get; }

    /// <summary>Whether it signs itself.</summary>
    public bool SelfSigned { get; }

    /// <summary>The account at the authority.</summary>
    [Needs(nameof(Issuer))]
    public string? Account { get; }

    /// <summary>How long it holds.</summary>
    [Required]
    public Duration? Days { get; }

    /// <summary>Who may read it.</summary>
    [FromScope("Mode")]
    public UnixMode? Mode { get; }
}

/// <summary>What the author adds.</summary>
public abstract partial class TlsFileBuilderBase<TSelf>
{
    /// <summary>From the authority of everybody.</summary>
    public TSelf Encrypted() => Issuer("https://acme.example.org").Days("12w").Mode("0640");

    /// <summary>For tests.</summary>
    public TSelf ForTests() => SelfSigned().Days("1w").Mode("0600");
}

public sealed partial class Certified : Role
{
    public override void Define(Host host)
    {
        host.TlsFile("/etc/tls/shop.pem").Encrypted().Account("shop");
        host.TlsFile("/etc/tls/test.pem").ForTests();
        var late = host.TlsFile("/etc/tls/late.pem").Account("late");
        late.Encrypted();
        host.TlsFile("/etc/tls/plain.pem").SelfSigned().Days("4w").Mode("0644");
    }
}
