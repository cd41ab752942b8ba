using System.Security.Cryptography;

namespace OpsMop;

/// <summary>Compares passwords with the hashes of a host, and makes new hashes.</summary>
internal static class ShadowPassword
{
    // A twentieth of a second for each look, and a hundred thousand times that for whoever tries a stolen hash with a list of words.
    private const int Rounds = 50_000;

    // crypt knows each method that the host's own passwords are made with. Both lines come on standard input, and the answer tells neither.
    private const string Compare = "chomp(my $p = <STDIN>); chomp(my $h = <STDIN>); my $c = crypt($p, $h); print defined $c && $c eq $h ? 'same' : 'other';";

    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether a text can stand in <c>/etc/shadow</c> as the hash of a password: <c>$method$…</c>, the thirteen letters of old, or <c>*</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsHash(string text)
    {
        if (text == "*")
        {
            return true;
        }

        foreach (var letter in text)
        {
            if (letter is ':' or '!' or '*' or <= ' ' or > '~')
            {
                return false;
            }
        }

        return text.Length == 13 && !text.StartsWith('$') || text.Length > 13 && (text[0] == '_' || text[0] == '$' && text.IndexOf('$', 1) > 1);
    }

    /// <summary>Whether a hash is that of a password.</summary>
    /// <param name="system">The host, whose programs know the methods that are not computed here.</param>
    /// <param name="password">The password.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="cancel">Cancels the asking.</param>
    /// <returns>Also <see langword="false"/> where nobody can tell: the password is then set anew, with a method that can be told.</returns>
    public static async ValueTask<bool> MatchesAsync(ISystemReader system, Secret password, string hash, CancellationToken cancel)
    {
        if (ShaCrypt.Hash(password.Reveal(), hash) is { } computed)
        {
            return CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(computed), System.Text.Encoding.ASCII.GetBytes(hash));
        }

        Text input = $"{password}\n{Secret.Adopt(hash)}\n";
        var answer = await system.QueryAsync(new ProcessRequest(["perl", "-e", Compare]) { Input = FileContent.FromText(input) }, cancel).ConfigureAwait(false);
        return answer is { Succeeded: true, Output: "same" };
    }

    /// <summary>A new hash of a password: SHA-512 with a salt that nobody has had.</summary>
    /// <param name="password">The password.</param>
    public static string NewHash(Secret password) => ShaCrypt.Hash(password.Reveal(), $"$6$rounds={Rounds}${RandomNumberGenerator.GetString(Letters, 16)}$")!;
}
