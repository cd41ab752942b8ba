using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>A line of <c>known_hosts</c>: a marker where there is one, names, and a key.</summary>
/// <param name="Marker"><c>@cert-authority</c>, <c>@revoked</c>, or nothing.</param>
/// <param name="Names">The names, in clear or hashed.</param>
/// <param name="Key">The key.</param>
internal sealed record KnownHostLine(string Marker, IReadOnlyList<string> Names, SshPublicKey Key)
{
    /// <summary>The marker of an authority.</summary>
    public const string AuthorityMarker = "@cert-authority";

    private const string HashPrefix = "|1|";

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns><see langword="null"/> for a comment, an empty line, and what ssh would not read either.</returns>
    public static KnownHostLine? Parse(string line)
    {
        var text = line.Trim();
        var marker = "";
        if (text.StartsWith('@') && text.IndexOfAny([' ', '\t']) is > 0 and var behind)
        {
            (marker, text) = (text[..behind], text[behind..].TrimStart());
        }

        var end = text.IndexOfAny([' ', '\t']);
        return end > 0 && text[0] != '#' && SshPublicKey.Find(text[end..]) is { } key ? new KnownHostLine(marker, text[..end].Split(','), key) : null;
    }

    /// <summary>Whether one of the names is a host's.</summary>
    /// <param name="name">A name of the line.</param>
    /// <param name="host">The host, in lower case.</param>
    public static bool Is(string name, string host)
    {
        if (!name.StartsWith(HashPrefix, StringComparison.Ordinal))
        {
            return name.Equals(host, StringComparison.OrdinalIgnoreCase);
        }

        // |1|salt|HMAC-SHA1 of the name, keyed by the salt.
        Span<byte> salt = stackalloc byte[64], hash = stackalloc byte[64];
        return name[HashPrefix.Length..].Split('|') is [var first, var second]
            && first.Length <= 64 && second.Length <= 64
            && Convert.TryFromBase64String(first, salt, out var saltLength)
            && Convert.TryFromBase64String(second, hash, out var hashLength)
            && HMACSHA1.HashData(salt[..saltLength], Encoding.UTF8.GetBytes(host)).AsSpan().SequenceEqual(hash[..hashLength]);
    }

    /// <summary>The line, without its end.</summary>
    public override string ToString() =>
        $"{(Marker.Length > 0 ? Marker + " " : "")}{string.Join(',', Names)} {Key.Bare}{(Key.Comment.Length > 0 ? " " + Key.Comment : "")}";
}
