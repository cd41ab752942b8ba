using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpsMop;

/// <summary>A certificate, as PEM: signed with its own key and renewed before its end, or given with its chain.</summary>
[ResourceType("certificate")]
[OneOf(nameof(Subject), nameof(Content), nameof(Source), nameof(Absent))]
[InsteadOf("openssl req -x509")]
public sealed partial class CertificateResource : Resource
{
    /// <summary>Where it is.</summary>
    [Key, Claims(Claim.Path)]
    public AbsolutePath Path { get; }

    /// <summary>The file of its private key: what it is signed with, and what it must fit to.</summary>
    public AbsolutePath KeyFile { get; }

    /// <summary>Whose it is, such as <c>CN=app.example.org, O=Example</c>. It is then signed with its own key.</summary>
    [Needs(nameof(KeyFile))]
    public string? Subject { get; }

    /// <summary>
    /// The names and addresses that it is for, such as <c>app.example.org</c>, <c>*.app.example.org</c> and <c>10.0.0.5</c>: nobody looks at the subject for
    /// them.
    /// </summary>
    [Needs(nameof(Subject)), RegularExpression(@"[^\s,]+", Explanation = "the name of a host or an address")]
    public IReadOnlyList<string>? Names { get; }

    /// <summary>For how many days it is valid; 365 where not given.</summary>
    [Needs(nameof(Subject)), Range(1, 36500)]
    public int? Days { get; }

    /// <summary>How long before its end it is made anew; 30 days where not given, or a third of its days where it is valid for less than 90.</summary>
    [Needs(nameof(Subject))]
    public Duration RenewBefore { get; }

    /// <summary>It is that of an authority, which signs others.</summary>
    [Needs(nameof(Subject))]
    public bool Authority { get; }

    /// <summary>The certificate as PEM, followed by its chain.</summary>
    [Printed]
    public Text? Content { get; }

    /// <summary>The file with the certificate as PEM, followed by its chain, relative to the project that declares the role.</summary>
    public SourceFile? Source { get; }

    /// <summary>The owner, a login name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Owner")]
    public string? Owner { get; }

    /// <summary>The group, a name or a number. An existing file keeps its own where not given.</summary>
    [FromScope("Group")]
    public string? Group { get; }

    /// <summary>The mode; 0644 where not given.</summary>
    public UnixMode? Mode { get; }

    /// <summary>The certificate must not exist. Its key stays.</summary>
    [Excludes(nameof(KeyFile)), Absence]
    public bool Absent { get; }

    /// <summary>For how many days a new one is valid.</summary>
    internal int ValidDays => Days ?? 365;

    /// <summary>How long before its end it is made anew.</summary>
    internal TimeSpan RenewalTime => RenewBefore.IsGiven ? RenewBefore.Value : ValidDays < 90 ? TimeSpan.FromDays(ValidDays) / 3 : TimeSpan.FromDays(30);

    /// <summary>Reports what cannot be.</summary>
    /// <param name="validation">Takes the reports.</param>
    partial void ValidateMore(Validation validation)
    {
        if (Content is { IsSecret: false } content && PemCertificates.Fault(content.Reveal()) is { } fault)
        {
            validation.Report("OPM2004", nameof(Content), "Content " + fault);
        }

        if (Subject is not null)
        {
            try
            {
                _ = new X500DistinguishedName(Subject);
            }
            catch (CryptographicException)
            {
                validation.Report("OPM2004", nameof(Subject), $"Subject: \"{Subject}\" cannot be read; it must be as CN=app.example.org, O=Example.");
            }

            if (RenewalTime >= TimeSpan.FromDays(ValidDays))
            {
                validation.Report(
                    "OPM2004",
                    nameof(RenewBefore),
                    $"RenewBefore: the certificate is valid for {ValidDays} days, so that it would be made anew in each run.");
            }
        }

        foreach (var name in Names ?? [])
        {
            if (!IPAddress.TryParse(name, out _) && Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) != UriHostNameType.Dns)
            {
                validation.Report("OPM2004", nameof(Names), $"Names: \"{name}\" is neither the name of a host nor an address.");
            }
        }
    }
}
