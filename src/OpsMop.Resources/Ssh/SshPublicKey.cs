using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>A public key as OpenSSH writes it: <c>ssh-ed25519 AAAA… ann@laptop</c>. Two are the same if their blobs are, whatever their comments say.</summary>
/// <param name="Type">Its type, such as <c>ssh-ed25519</c>.</param>
/// <param name="Blob">The key itself, in base 64.</param>
/// <param name="Comment">What stands behind it; empty for nothing.</param>
internal sealed record SshPublicKey(string Type, string Blob, string Comment)
{
    private static readonly string[] Types =
    [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com",
        "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    /// <summary>The key for people: type, fingerprint and comment.</summary>
    public string Shown =>
        $"{Type} SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Blob))).TrimEnd('=')}{(Comment.Length > 0 ? " " + Comment : "")}";

    /// <summary>Type and blob.</summary>
    public string Bare => $"{Type} {Blob}";

    /// <summary>Whether a word is the type of a key.</summary>
    /// <param name="word">The word.</param>
    public static bool IsType(string word) => Array.IndexOf(Types, word) >= 0;

    /// <summary>Reads a key.</summary>
    /// <param name="text">The key, in one line, without options before it.</param>
    /// <param name="key">The key.</param>
    /// <returns>What is wrong with it, as the end of a sentence that begins with what it is; <see langword="null"/> if nothing is.</returns>
    public static string? Parse(string text, out SshPublicKey key)
    {
        key = new SshPublicKey("", "", "");
        var line = text.Trim();
        if (line.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            return "is no public key of OpenSSH. Give the line of the .pub file; a private key never leaves its owner.";
        }

        if (line.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            return "has more than one line. Give each key by itself.";
        }

        var words = line.Split([' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length < 2 || !IsType(words[0]))
        {
            return words is ["ssh-dss", ..]
                ? "is a DSA key, which OpenSSH takes no more. Make a new one: ssh-keygen -t ed25519."
                : words.Length > 0 && words[0].IndexOfAny(['=', ',', '"']) >= 0
                ? "has options before it. Give the key alone, and the options by their own methods."
                : "is no public key: it must be as in the .pub file, such as \"ssh-ed25519 AAAA… ann@laptop\"."
                    + $"{(words.Length > 0 ? Suggestion.DidYouMean(words[0], Types) : "")}";
        }

        var blob = new byte[words[1].Length];
        if (!Convert.TryFromBase64String(words[1], blob, out var length) || !IsWhole(blob.AsSpan(0, length), words[0]))
        {
            return $"is not whole: what follows {words[0]} is no such key. Copy the line of the .pub file again.";
        }

        key = new SshPublicKey(words[0], words[1], words.Length > 2 ? words[2] : "");
        return null;
    }

    /// <summary>The key at the end of a line of a file.</summary>
    /// <param name="text">The rest of the line.</param>
    /// <returns><see langword="null"/> where there is none.</returns>
    public static SshPublicKey? Find(string text) => Parse(text, out var key) is null ? key : null;

    // Fields of a length and that many bytes; the first is the type, and nothing is left over.
    private static bool IsWhole(ReadOnlySpan<byte> blob, string type)
    {
        var fields = 0;
        while (blob.Length >= 4)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(blob);
            if (length > blob.Length - 4 || (fields == 0 && !blob.Slice(4, (int)length).SequenceEqual(Encoding.ASCII.GetBytes(type))))
            {
                return false;
            }

            blob = blob[(4 + (int)length)..];
            fields++;
        }

        return blob.Length == 0 && fields > 1;
    }
}
