using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpsMop.Resources.Tests;

/// <summary>Certificates and keys that live as long as a test.</summary>
internal static class TestCertificates
{
    public static (string Certificate, string Key) Make(string subject, bool? authority = null, int days = 365, int age = 0)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (authority is { } signs)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(signs, false, 0, true));
        }

        var begin = DateTimeOffset.UtcNow.AddDays(-age);
        using var certificate = request.CreateSelfSigned(begin, begin.AddDays(days));
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
