namespace OpsMop;

/// <summary>Makes texts into words of a shell's line.</summary>
internal static class ShellQuoting
{
    /// <summary>A text as one word, whatever is in it, for any POSIX shell.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
