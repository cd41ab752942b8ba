using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>What is known of a private key without showing it.</summary>
internal sealed class KeyState
{
    private KeyState()
    {
    }

    /// <summary>What it is; <see langword="null"/> for what no policy can ask for, and what cannot be read.</summary>
    public KeyKind? Kind { get; private init; }

    /// <summary>What it is, in words.</summary>
    public string Description { get; private init; } = "";

    /// <summary>Why it cannot be read, as the end of a sentence; <see langword="null"/> if it can.</summary>
    public string? Fault { get; private init; }

    /// <summary>The public half; <see langword="null"/> of one that cannot be read or is yet to be made.</summary>
    public byte[]? PublicKey { get; private init; }

    /// <summary>Whether it is yet to be made.</summary>
    public bool IsPlanned { get; private init; }

    /// <summary>The key under which a private key is known.</summary>
    /// <param name="path">Where it is.</param>
    public static string Key(AbsolutePath path) => "private-key:" + path;

    /// <summary>A key that the plan makes.</summary>
    /// <param name="kind">What it will be.</param>
    public static KeyState Planned(KeyKind kind) => new() { Kind = kind, Description = kind.ToString(), IsPlanned = true };

    /// <summary>Looks at the key at a path; <see langword="null"/> where there is none.</summary>
    /// <param name="system">Where.</param>
    /// <param name="path">The path.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static ValueTask<KeyState?> FindAsync(ISystemReader system, AbsolutePath path, CancellationToken cancel) =>
        system.ObserveAsync(
            Key(path),
            async (reader, stop) => await reader.StatAsync(path, follow: true, stop).ConfigureAwait(false) is null
                ? null
                : Parse(Encoding.UTF8.GetString((await reader.ReadAsync(path, stop).ConfigureAwait(false)).Span)),
            cancel);

    /// <summary>Reads a key.</summary>
    /// <param name="pem">The key, as PEM.</param>
    public static KeyState Parse(string pem)
    {
        using var key = Import(pem, out var fault);
        return key switch
        {
            RSA rsa => new KeyState
            {
                Kind = rsa.KeySize switch { 2048 => KeyKind.Rsa2048, 3072 => KeyKind.Rsa3072, 4096 => KeyKind.Rsa4096, _ => null },
                Description = string.Create(CultureInfo.InvariantCulture, $"Rsa{rsa.KeySize}"),
                PublicKey = rsa.ExportSubjectPublicKeyInfo(),
            },
            ECDsa ecdsa => new KeyState
            {
                Kind = ecdsa.ExportParameters(false).Curve.Oid.Value switch
                {
                    "1.2.840.10045.3.1.7" => KeyKind.EcdsaP256,
                    "1.3.132.0.34" => KeyKind.EcdsaP384,
                    "1.3.132.0.35" => KeyKind.EcdsaP521,
                    _ => null,
                },
                Description = string.Create(CultureInfo.InvariantCulture, $"EcdsaP{ecdsa.KeySize}"),
                PublicKey = ecdsa.ExportSubjectPublicKeyInfo(),
            },
            _ => new KeyState { Fault = fault, Description = "a key that cannot be read" },
        };
    }

    /// <summary>Reads a key to sign with.</summary>
    /// <param name="pem">The key, as PEM.</param>
    /// <param name="fault">Why it cannot be read, as the end of a sentence.</param>
    public static AsymmetricAlgorithm? Import(string pem, out string? fault)
    {
        fault = "is no private key of RSA or ECDSA: it must be PEM, with the line -----BEGIN PRIVATE KEY-----.";
        if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            fault = "is encrypted with a passphrase, which nobody is there to type. Take it off, and protect the file.";
            return null;
        }

        AsymmetricAlgorithm[] tries = [RSA.Create(), ECDsa.Create()];
        foreach (var one in tries)
        {
            try
            {
                one.ImportFromPem(pem);

                // A public key is PEM as well.
                CryptographicOperations.ZeroMemory(one.ExportPkcs8PrivateKey());
                foreach (var other in tries)
                {
                    if (other != one)
                    {
                        other.Dispose();
                    }
                }

                fault = null;
                return one;
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
            }
        }

        Array.ForEach(tries, one => one.Dispose());
        return null;
    }

    /// <summary>Makes a key.</summary>
    /// <param name="kind">What it is to be.</param>
    /// <returns>The key, as PEM.</returns>
    public static byte[] Generate(KeyKind kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            KeyKind.EcdsaP256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            KeyKind.EcdsaP384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            KeyKind.EcdsaP521 => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            KeyKind.Rsa2048 => RSA.Create(2048),
            KeyKind.Rsa3072 => RSA.Create(3072),
            _ => RSA.Create(4096),
        };
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
