using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OpsMop;

/// <summary>Makes and keeps certificates in files; they are signed in the agent itself, by no other program.</summary>
[Provider<CertificateResource>("pem", Default = true, Proof = Proof.RealHost)]
public sealed class CertificateProvider : Provider<CertificateResource>
{
    private static readonly UnixMode NewMode = UnixMode.FromBits(0b110_100_100);

    // Clocks differ; a new certificate is valid for those that are slow, too.
    private static readonly TimeSpan Slow = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(CertificateResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Absent)
        {
            await ManagedFile.PlanAbsenceAsync(plan, want.Path, effects: null, cancel).ConfigureAwait(false);
            return;
        }

        KeyState? key = null;
        if (want.KeyFile.IsGiven)
        {
            key = await KeyState.FindAsync(plan.System, want.KeyFile, cancel).ConfigureAwait(false)
                ?? throw new ProviderException($"There is no private key {want.KeyFile}. Declare host.PrivateKey(\"{want.KeyFile}\") above.");
            if (key.Fault is { } fault)
            {
                throw new ProviderException($"{want.KeyFile} {fault}");
            }
        }

        if (want.Subject is { } subject)
        {
            await PlanSignedAsync(want, plan, subject, key!, cancel).ConfigureAwait(false);
        }
        else
        {
            await PlanGivenAsync(want, plan, key, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask PlanGivenAsync(CertificateResource want, Plan plan, KeyState? key, CancellationToken cancel)
    {
        var content = want.Content is { } text ? FileContent.FromText(text) : plan.OpenSource(want.Source!.Value);
        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var pem = await reader.ReadToEndAsync(cancel).ConfigureAwait(false);
        if (PemCertificates.Fault(pem) is { } fault)
        {
            throw new ProviderException($"The certificate for {want.Path} {fault}");
        }

        using var chain = new PemCertificates.Chain(pem);
        var first = chain.Certificates[0];
        if (key?.PublicKey is { } known && !first.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(known))
        {
            throw new ProviderException(
                $"The certificate of {first.Subject} for {want.Path} was not made for the key {want.KeyFile}. Give the one that was, as the first of the chain.");
        }

        if (first.NotAfter < DateTime.Now)
        {
            plan.Say($"The certificate of {first.Subject} for {want.Path} has been invalid since {Day(first.NotAfter)}. Give a new one.");
        }

        var mode = want.Mode is { IsGiven: true } given ? given : NewMode;
        await new ManagedFile(want.Path, FileContent.FromText(pem), new FileMetadata(mode, want.Owner, want.Group)).PlanAsync(plan, cancel).ConfigureAwait(false);
    }

    private static async ValueTask PlanSignedAsync(CertificateResource want, Plan plan, string subject, KeyState key, CancellationToken cancel)
    {
        var path = want.Path;
        var have = await plan.System.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsFile: false })
        {
            throw new ProviderException($"{path} is no file, and a certificate has to be there. Remove it, or correct the path.");
        }

        var mode = want.Mode is { IsGiven: true } given ? given : NewMode;
        if (have is null)
        {
            await FileWriting.RequireParentAsync(plan, path, cancel).ConfigureAwait(false);
            var (owner, group) = await Ownership.ForNewAsync(plan.System, want.Owner, want.Group, user: null, cancel).ConfigureAwait(false);
            AddCertificate(plan, want, "create", null, $"{subject}, for {Days(want.ValidDays)}", new FileMetadata(mode, owner, group));
            return;
        }

        var owners = await Ownership.DifferenceAsync(plan.System, have, want.Owner, want.Group, cancel).ConfigureAwait(false);
        var why = key.IsPlanned ? "of another key" : await WhyRenewAsync(want, plan.System, subject, key, cancel).ConfigureAwait(false);
        if (why is not null)
        {
            var metadata = new FileMetadata(mode, owners.Owner ?? have.Owner, owners.Group ?? have.Group);
            AddCertificate(plan, want, "renew", why, $"{subject}, for {Days(want.ValidDays)}", metadata);
        }

        Ownership.AddChange(plan, path, have, owners, mode, made: why is not null);
        if (have.Mode != mode)
        {
            plan.Change("chmod", have.Mode, mode, why is not null ? static (_, _) => default : (system, stop) => system.SetModeAsync(path, mode, stop));
        }
    }

    /// <summary>Why the certificate that is there is not the one that is wanted; <see langword="null"/> where it is.</summary>
    private static async ValueTask<string?> WhyRenewAsync(CertificateResource want, ISystemReader system, string subject, KeyState key, CancellationToken cancel)
    {
        var pem = Encoding.UTF8.GetString((await system.ReadAsync(want.Path, cancel).ConfigureAwait(false)).Span);
        if (PemCertificates.Fault(pem) is not null)
        {
            return "no certificate";
        }

        using var chain = new PemCertificates.Chain(pem);
        var have = chain.Certificates[0];
        if (!have.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.PublicKey))
        {
            return "of another key";
        }

        if (!have.SubjectName.RawData.AsSpan().SequenceEqual(new X500DistinguishedName(subject).RawData)
            || !have.IssuerName.RawData.AsSpan().SequenceEqual(have.SubjectName.RawData))
        {
            return $"{have.Subject}, signed by {have.Issuer}";
        }

        if (!NamesOf(have).SetEquals((want.Names ?? []).Select(Plain)))
        {
            return $"for {(NamesOf(have) is { Count: > 0 } names ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "no names")}";
        }

        if ((have.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault()?.CertificateAuthority ?? false) != want.Authority)
        {
            return want.Authority ? "no authority" : "an authority";
        }

        if ((int)Math.Round((have.NotAfter - have.NotBefore).TotalDays) is var days && days != want.ValidDays)
        {
            return $"for {Days(days)}";
        }

        return have.NotAfter - DateTime.Now <= want.RenewalTime ? $"until {Day(have.NotAfter)}" : null;
    }

    // It is signed when it is written: the key may be made in the same run.
    private static void AddCertificate(Plan plan, CertificateResource want, string action, string? from, string to, FileMetadata metadata) =>
        plan.Change(action, from, to, (system, stop) =>
        {
            var content = FileContent.Deferred(async open => new MemoryStream(await SignAsync(system, want, open).ConfigureAwait(false), writable: false));
            return system.WriteAsync(want.Path, content, metadata, stop);
        });

    private static async ValueTask<byte[]> SignAsync(ISystem system, CertificateResource want, CancellationToken cancel)
    {
        var pem = Encoding.UTF8.GetString((await system.ReadAsync(want.KeyFile, cancel).ConfigureAwait(false)).Span);
        using var key = KeyState.Import(pem, out var fault) ?? throw new ProviderException($"{want.KeyFile} {fault}");
        var name = new X500DistinguishedName(want.Subject!);
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(want.Authority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (want.Authority)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        }
        else
        {
            var usage = X509KeyUsageFlags.DigitalSignature | (key is RSA ? X509KeyUsageFlags.KeyEncipherment : 0);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        }

        if (want.Names is { Count: > 0 } names)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var one in names)
            {
                if (IPAddress.TryParse(one, out var address))
                {
                    alternatives.AddIpAddress(address);
                }
                else
                {
                    alternatives.AddDnsName(one);
                }
            }

            request.CertificateExtensions.Add(alternatives.Build());
        }

        var begin = DateTimeOffset.UtcNow - Slow;
        using var certificate = request.CreateSelfSigned(begin, begin.AddDays(want.ValidDays));
        return Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");
    }

    private static HashSet<string> NamesOf(X509Certificate2 certificate)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.UnionWith(extension.EnumerateDnsNames());
            names.UnionWith(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return names;
    }

    private static string Plain(string name) => IPAddress.TryParse(name, out var address) ? address.ToString() : name;

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
