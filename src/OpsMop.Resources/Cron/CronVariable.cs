namespace OpsMop;

/// <summary>A variable that a crontab sets for its jobs.</summary>
internal static class CronVariable
{
    /// <summary>What is wrong with a variable; <see langword="null"/> if nothing is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static string? FaultOf(string name, string value) =>
        !IsName(name) ? $"'{name}' is no name of a variable. Write letters, digits and _, such as MAILTO."
        : value.Any(char.IsControl) ? $"{name} has a line end or another control character, which a crontab cannot hold."
        : Print(name, value) is null ? $"{name} needs quotes, and has both kinds of them in it, which a crontab cannot hold. Set it in the job."
        : null;

    /// <summary>The line that sets it; <see langword="null"/> for a value that no line can set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static string? Print(string name, string value)
    {
        // Quotes only count around the whole, and there is no way to write one within itself.
        var isPlain = value.Length > 0 && value == value.Trim() && value[0] is not '"' and not '\'';
        return isPlain ? $"{name}={value}"
            : !value.Contains('"') ? $"{name}=\"{value}\""
            : !value.Contains('\'') ? $"{name}='{value}'"
            : null;
    }

    /// <summary>The name of the variable that a line sets; <see langword="null"/> for another line.</summary>
    /// <param name="line">The line.</param>
    public static string? NameOf(string line) =>
        line.IndexOf('=') is > 0 and var equals && line[..equals].Trim().Trim('"', '\'') is var name && IsName(name) ? name : null;

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
