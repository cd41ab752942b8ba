using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OpsMop;

/// <summary>The authorities that a server's certificate may come from, where they are not the host's own.</summary>
internal static class Authorities
{
    /// <summary>Reads them; <see langword="null"/> where no file is given.</summary>
    /// <param name="system">Where the file is.</param>
    /// <param name="file">The file with their certificates, as PEM.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<X509Certificate2Collection?> ReadAsync(ISystemReader system, AbsolutePath file, CancellationToken cancel)
    {
        if (!file.IsGiven)
        {
            return null;
        }

        if (await system.StatAsync(file, follow: true, cancel).ConfigureAwait(false) is not { IsFile: true })
        {
            throw new ProviderException($"There is no file {file} on this host. Declare it above, or correct the path.");
        }

        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Encoding.UTF8.GetString((await system.ReadAsync(file, cancel).ConfigureAwait(false)).Span));
        }
        catch (CryptographicException fault)
        {
            throw new ProviderException($"{file} holds a certificate that cannot be read: {fault.Message}", fault);
        }

        return all.Count > 0 ? all : throw new ProviderException($"{file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
    }

    /// <summary>Lets a client accept what they have signed, and nothing else.</summary>
    /// <param name="handler">The client's.</param>
    /// <param name="authorities">The authorities. They are needed as long as the client is.</param>
    public static void Trust(SocketsHttpHandler handler, X509Certificate2Collection authorities)
    {
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
    }

    /// <summary>Frees them.</summary>
    /// <param name="authorities">The authorities, if there are any.</param>
    public static void Free(X509Certificate2Collection? authorities)
    {
        foreach (var certificate in authorities ?? [])
        {
            certificate.Dispose();
        }
    }
}
