using System.Text;

namespace OpsMop;

/// <summary>
/// A public key of OpenPGP. It is kept as text, which every package manager reads; what comes as bytes is put into that form (RFC 4880, section 6).
/// </summary>
internal static class PublicKey
{
    private const string Begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private const string End = "-----END PGP PUBLIC KEY BLOCK-----";
    private const int Limit = 1 << 20;

    /// <summary>Whether a key is text.</summary>
    /// <param name="key">The key.</param>
    public static bool IsArmored(ReadOnlySpan<byte> key) => Encoding.UTF8.GetString(key[..Math.Min(key.Length, 4096)]).Contains(Begin, StringComparison.Ordinal);

    /// <summary>The key that a repository should have, and whether what is there is another; <see langword="null"/> where none is declared.</summary>
    /// <param name="want">The repository.</param>
    /// <param name="plan">Knows the system and the files of the policy.</param>
    /// <param name="path">Where the key is kept.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static async ValueTask<(FileContent Content, bool Differs)?> OfAsync(RepositoryResource want, Plan plan, AbsolutePath path, CancellationToken cancel)
    {
        FileContent content;
        if (want.Key is { } text)
        {
            content = FileContent.FromText(text);
        }
        else if (want.KeySource is { IsGiven: true } source)
        {
            content = FileContent.FromBytes(ToText(await ReadAsync(plan.OpenSource(source), source.Value, cancel).ConfigureAwait(false), source.Value));
        }
        else if (want.KeyUrl is { } url)
        {
            var (address, checksum) = (new Uri(url), want.KeyChecksum ?? default);
            content = FileContent.Deferred(async stop => new MemoryStream(ToText(await FetchAsync(address, checksum, stop).ConfigureAwait(false), url)));
            return (content, !await IsFromAsync(plan.System, path, checksum, cancel).ConfigureAwait(false));
        }
        else
        {
            return null;
        }

        return (content, !await plan.System.HasContentAsync(path, content, cancel).ConfigureAwait(false));
    }

    /// <summary>A key as text.</summary>
    /// <param name="key">The key, as text or as bytes.</param>
    /// <param name="from">Where it is from.</param>
    public static byte[] ToText(byte[] key, string from)
    {
        if (IsArmored(key))
        {
            return key;
        }

        // The first byte of a packet has its highest bit set; a page in HTML, as a wrong address gives it, has not.
        if (key.Length == 0 || key[0] < 0x80)
        {
            throw new ProviderException($"{from} is no public key of OpenPGP. Correct it.");
        }

        var text = new StringBuilder(Begin).Append("\n\n");
        var base64 = Convert.ToBase64String(key);
        for (var i = 0; i < base64.Length; i += 64)
        {
            text.Append(base64.AsSpan(i, Math.Min(64, base64.Length - i))).Append('\n');
        }

        var sum = Checksum(key);
        text.Append('=').Append(Convert.ToBase64String([(byte)(sum >> 16), (byte)(sum >> 8), (byte)sum])).Append('\n').Append(End).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Whether the key that is kept is made of what has a checksum: it is that, or the text form of it.</summary>
    private static async ValueTask<bool> IsFromAsync(ISystemReader system, AbsolutePath path, Sha256 checksum, CancellationToken cancel)
    {
        if (await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false) is not { IsFile: true, Size: <= 2 * Limit })
        {
            return false;
        }

        ReadOnlyMemory<byte> kept;
        try
        {
            kept = await system.ReadAsync(path, cancel).ConfigureAwait(false);
        }
        catch (UnknownValueException)
        {
            // A plan has it fetched before.
            return true;
        }

        return Sha256.Of(kept.Span) == checksum || (ToBytes(kept.Span) is { } bytes && Sha256.Of(bytes) == checksum);
    }

    private static byte[]? ToBytes(ReadOnlySpan<byte> key)
    {
        var lines = Encoding.UTF8.GetString(key).Split('\n', StringSplitOptions.TrimEntries);
        var start = Array.IndexOf(lines, Begin);
        var end = Array.IndexOf(lines, End);
        var blank = start < 0 ? -1 : Array.IndexOf(lines, "", start);
        if (blank < 0 || end < blank)
        {
            return null;
        }

        var base64 = string.Concat(lines[(blank + 1)..end].Where(line => !line.StartsWith('=')));
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }

    private static async Task<byte[]> FetchAsync(Uri address, Sha256 checksum, CancellationToken cancel)
    {
        var key = await ReadAsync(UrlContent.At(address, checksum), UrlContent.Show(address), cancel).ConfigureAwait(false);
        return Sha256.Of(key) == checksum
            ? key
            : throw new ProviderException($"{UrlContent.Show(address)} has the checksum {Sha256.Of(key)}, not {checksum}. Find out whether the repository has a new key, and only then correct the checksum.");
    }

    private static async ValueTask<byte[]> ReadAsync(FileContent content, string from, CancellationToken cancel)
    {
        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[Limit + 1];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            return length <= Limit ? buffer[..length] : throw new ProviderException($"{from} is larger than a mebibyte, and so is no key. Correct it.");
        }
    }

    private static int Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0xB704CE;
        foreach (var one in data)
        {
            sum ^= one << 16;
            for (var bit = 0; bit < 8; bit++)
            {
                sum <<= 1;
                if ((sum & 0x1000000) != 0)
                {
                    sum ^= 0x1864CFB;
                }
            }
        }

        return sum & 0xFFFFFF;
    }
}
