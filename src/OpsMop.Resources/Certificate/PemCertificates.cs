using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpsMop;

/// <summary>Certificates as PEM.</summary>
internal static class PemCertificates
{
    private const string Label = "CERTIFICATE";

    /// <summary>What is between the lines of each certificate, without blanks and line ends.</summary>
    /// <param name="pem">The text.</param>
    public static HashSet<string> Bodies(string pem)
    {
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label] is Label)
            {
                bodies.Add(Plain(rest[fields.Base64Data]));
            }
        }

        return bodies;
    }

    /// <summary>The same of the one certificate of a text.</summary>
    /// <param name="pem">The text.</param>
    public static string BodyOf(string pem) => Plain(pem.AsSpan(PemEncoding.Find(pem).Base64Data));

    /// <summary>What is wrong with the certificate of an authority, as the end of a sentence; <see langword="null"/> if nothing is.</summary>
    /// <param name="pem">The text.</param>
    public static string? FaultOfAuthority(string pem)
    {
        if (Fault(pem) is { } fault)
        {
            return fault;
        }

        using var all = new Chain(pem);
        if (all.Certificates.Count > 1)
        {
            return "has more than one certificate, and the programs that make the list read only one of a file. Declare each by itself.";
        }

        return all.Certificates[0].Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: false }
            ? $"is that of {all.Certificates[0].Subject}, which is no authority: nothing that it signs is accepted."
            : null;
    }

    /// <summary>What is wrong with a certificate, and what may follow it, as the end of a sentence; <see langword="null"/> if nothing is.</summary>
    /// <param name="pem">The text.</param>
    public static string? Fault(string pem)
    {
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            if (rest[fields.Label].EndsWith("PRIVATE KEY"))
            {
                return "has a private key in it. The key belongs into a file of its own: host.PrivateKey(…).";
            }
        }

        try
        {
            using var chain = new Chain(pem);
            return chain.Certificates.Count == 0 ? "is no certificate: it must be PEM, with the line -----BEGIN CERTIFICATE-----." : null;
        }
        catch (CryptographicException)
        {
            return "is no certificate: what is between its lines cannot be read. Copy it again.";
        }
    }

    private static string Plain(ReadOnlySpan<char> text)
    {
        Span<char> plain = text.Length <= 8192 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
            {
                plain[length++] = letter;
            }
        }

        return new string(plain[..length]);
    }

    /// <summary>The certificates of a text, which are freed together.</summary>
    internal sealed class Chain : IDisposable
    {
        /// <summary>Reads them.</summary>
        /// <param name="pem">The text.</param>
        public Chain(string pem) => Certificates.ImportFromPem(pem);

        /// <summary>The certificates, in their order.</summary>
        public X509Certificate2Collection Certificates { get; } = [];

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (var certificate in Certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
