namespace OpsMop;

/// <summary>A private key, as PEM: made on the host, which it then never leaves, or given.</summary>
/// <remarks>
/// A key that is made is made once. One that does not fit is never replaced unless <c>Regenerate</c> says so: what was signed or encrypted for it would be lost.
/// </remarks>
[ResourceType("private-key")]
[InsteadOf("openssl genrsa", "openssl genpkey", "openssl ecparam -genkey")]
public sealed partial class PrivateKeyResource : Resource
{
    /// <summary>Where it is.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>What it is, and how long; <c>EcdsaP256</c> for a new one where not given, and any for one that exists.</summary>
    public KeyKind? Kind { get; }

    /// <summary>The key itself, as PEM, from a secret: <c>.Content($"{Key}")</c>. It replaces another one that is there.</summary>
    [ReadableBy(nameof(Mode))]
    public Text? Content { get; }

    /// <summary>A key that is of another kind, or cannot be read, is replaced by a new one. It is lost.</summary>
    [Needs(nameof(Kind))]
    public bool Regenerate { get; }

    /// <summary>The owner, a login name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group, a name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>The mode; 0600 where not given.</summary>
    public UnixMode? Mode { get; }

    /// <summary>The key must not exist.</summary>
    [Excludes(nameof(Kind), nameof(Content)), Absence]
    public bool Absent { get; }

    /// <summary>Reports what cannot be.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Content is { Error: null } content)
        {
            var key = KeyState.Parse(content.Reveal());
            if (key.Fault is { } fault)
            {
                validation.Report("OPM2004", nameof(Content), $"Content {fault}");
            }
            else if (Kind is { } kind && key.Kind != kind)
            {
                validation.Report("OPM2004", nameof(Content), $"Content is {key.Description}, not {kind}.");
            }
        }

        // With a secret as its content this is said already.
        if (Mode is { IsGiven: true, Error: null, IsWorldReadable: true } && Content is not { IsSecret: true })
        {
            validation.Report("OPM4001", nameof(Mode), "the mode lets every user read the key. Use \"0600\", or \"0640\" with the group of the program that needs it.");
        }
    }
}
