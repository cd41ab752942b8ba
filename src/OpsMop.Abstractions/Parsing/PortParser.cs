namespace OpsMop.Parsing;

/// <summary>Reads port numbers.</summary>
internal static class PortParser
{
    /// <summary>Reads a decimal number from 1 to 65535.</summary>
    public static bool TryParse(string text, out int port, out string? error)
    {
        port = 0;
        bool digits = text.Length is > 0 and <= 5;
        int value = 0;
        foreach (char c in text)
        {
            digits &= c >= '0' && c <= '9';
            value = digits ? (value * 10) + (c - '0') : value;
        }

        error = digits ? Check(value) : $"'{text}' is not a port; write a number from 1 to 65535, such as 8080.";
        port = error is null ? value : 0;
        return error is null;
    }

    /// <summary>What is wrong with a number as a port; <see langword="null"/> if nothing is.</summary>
    public static string? Check(int value) =>
        value is >= 1 and <= 65535 ? null : $"{value} is not a port; write a number from 1 to 65535, such as 8080.";
}
