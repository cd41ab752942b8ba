using System;

namespace OpsMop.Parsing;

/// <summary>Reads SHA-256 checksums.</summary>
internal static class Sha256Parser
{
    /// <summary>Reads 64 hexadecimal digits, with or without <c>sha256:</c> before them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hex">The digits in lower case.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string text, out string hex, out string? error)
    {
        const string prefix = "sha256:";
        string digits = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text.Substring(prefix.Length) : text;
        hex = text;
        foreach (char c in digits)
        {
            if (!IsHex(c))
            {
                error = $"'{text}' is not a SHA-256: '{c}' is not a hexadecimal digit; write the 64 digits that sha256sum prints.";
                return false;
            }
        }

        if (digits.Length != 64)
        {
            string what = digits.Length switch
            {
                32 => "is as long as an MD5",
                40 => "is as long as a SHA-1",
                128 => "is as long as a SHA-512",
                _ => $"has {digits.Length} digits",
            };
            error = $"'{text}' is not a SHA-256: it {what}; write the 64 digits that sha256sum prints.";
            return false;
        }

        hex = digits.ToLowerInvariant();
        error = null;
        return true;
    }

    /// <summary>Whether a character is a hexadecimal digit.</summary>
    public static bool IsHex(char c) => c is >= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F';
}
