using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop;

/// <summary>
/// The methods <c>$5$</c> and <c>$6$</c> of crypt(3), "Unix crypt using SHA-256 and SHA-512": a password and a salt are hashed thousands of times over, in an order
/// that the specification fixes step by step.
/// </summary>
internal static class ShaCrypt
{
    private const string Letters = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string RoundsPrefix = "rounds=";
    private const int UsualRounds = 5000;
    private const int MostSalt = 16;

    // In which order the bytes of the result are written, three at a time.
    private static readonly byte[] Order256 =
        [0, 10, 20, 21, 1, 11, 12, 22, 2, 3, 13, 23, 24, 4, 14, 15, 25, 5, 6, 16, 26, 27, 7, 17, 18, 28, 8, 9, 19, 29];

    private static readonly byte[] Order512 =
    [
        0, 21, 42, 22, 43, 1, 44, 2, 23, 3, 24, 45, 25, 46, 4, 47, 5, 26, 6, 27, 48, 28, 49, 7, 50, 8, 29, 9, 30, 51, 31,
        52, 10, 53, 11, 32, 12, 33, 54, 34, 55, 13, 56, 14, 35, 15, 36, 57, 37, 58, 16, 59, 17, 38, 18, 39, 60, 40, 61, 19, 62, 20, 41,
    ];

    /// <summary>The hash of a password with the method, rounds and salt of a setting.</summary>
    /// <param name="password">The password.</param>
    /// <param name="setting"><c>$6$salt$</c> or <c>$5$rounds=N$salt$</c>; a whole hash is one too.</param>
    /// <returns>The hash, setting included; <see langword="null"/> for another method.</returns>
    public static string? Hash(string password, string setting)
    {
        HashAlgorithmName method;
        if (setting.StartsWith("$6$", StringComparison.Ordinal))
        {
            method = HashAlgorithmName.SHA512;
        }
        else if (setting.StartsWith("$5$", StringComparison.Ordinal))
        {
            method = HashAlgorithmName.SHA256;
        }
        else
        {
            return null;
        }

        var rest = setting[3..];
        var rounds = UsualRounds;
        var said = "";
        if (rest.StartsWith(RoundsPrefix, StringComparison.Ordinal) && rest.IndexOf('$') is > 0 and var end
            && uint.TryParse(rest.AsSpan(RoundsPrefix.Length, end - RoundsPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var given))
        {
            rounds = (int)Math.Clamp(given, 1000, 999_999_999);
            said = string.Create(CultureInfo.InvariantCulture, $"{RoundsPrefix}{rounds}$");
            rest = rest[(end + 1)..];
        }

        var salt = rest.IndexOf('$') is >= 0 and var stop ? rest[..stop] : rest;
        salt = salt.Length > MostSalt ? salt[..MostSalt] : salt;
        var key = Encoding.UTF8.GetBytes(password);
        try
        {
            return setting[..3] + said + salt + "$" + Encode(Digest(method, key, Encoding.UTF8.GetBytes(salt), rounds), method == HashAlgorithmName.SHA512);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Digest(HashAlgorithmName method, byte[] key, byte[] salt, int rounds)
    {
        using var hash = IncrementalHash.CreateHash(method);
        hash.AppendData(key);
        hash.AppendData(salt);
        hash.AppendData(key);
        var other = hash.GetHashAndReset();

        hash.AppendData(key);
        hash.AppendData(salt);
        AppendRepeated(hash, other, key.Length);
        for (var bits = key.Length; bits > 0; bits >>= 1)
        {
            hash.AppendData((bits & 1) != 0 ? other : key);
        }

        var result = hash.GetHashAndReset();

        for (var i = 0; i < key.Length; i++)
        {
            hash.AppendData(key);
        }

        var keys = Repeated(hash.GetHashAndReset(), key.Length);
        for (var i = 0; i < 16 + result[0]; i++)
        {
            hash.AppendData(salt);
        }

        var salts = Repeated(hash.GetHashAndReset(), salt.Length);
        for (var round = 0; round < rounds; round++)
        {
            hash.AppendData((round & 1) != 0 ? keys : result);
            if (round % 3 != 0)
            {
                hash.AppendData(salts);
            }

            if (round % 7 != 0)
            {
                hash.AppendData(keys);
            }

            hash.AppendData((round & 1) != 0 ? result : keys);
            hash.GetHashAndReset(result);
        }

        CryptographicOperations.ZeroMemory(keys);
        return result;
    }

    private static void AppendRepeated(IncrementalHash hash, byte[] block, int length)
    {
        for (; length > block.Length; length -= block.Length)
        {
            hash.AppendData(block);
        }

        hash.AppendData(block, 0, length);
    }

    private static byte[] Repeated(byte[] block, int length)
    {
        var repeated = new byte[length];
        for (var at = 0; at < length; at += block.Length)
        {
            block.AsSpan(0, Math.Min(block.Length, length - at)).CopyTo(repeated.AsSpan(at));
        }

        return repeated;
    }

    // crypt's own base 64: the lowest six bits first.
    private static string Encode(byte[] bytes, bool is512)
    {
        var text = new StringBuilder();
        var order = is512 ? Order512 : Order256;
        for (var i = 0; i < order.Length; i += 3)
        {
            Append((bytes[order[i]] << 16) | (bytes[order[i + 1]] << 8) | bytes[order[i + 2]], 4);
        }

        if (is512)
        {
            Append(bytes[63], 2);
        }
        else
        {
            Append((bytes[31] << 8) | bytes[30], 3);
        }

        return text.ToString();

        void Append(int value, int count)
        {
            for (; count > 0; count--, value >>= 6)
            {
                text.Append(Letters[value & 63]);
            }
        }
    }
}
