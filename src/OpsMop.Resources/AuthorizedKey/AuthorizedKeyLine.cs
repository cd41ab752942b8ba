using System.Text;

namespace OpsMop;

/// <summary>A line of <c>authorized_keys</c>: options, if any, and a key.</summary>
/// <param name="Options">The options as they stand there; empty for none.</param>
/// <param name="Key">The key.</param>
internal sealed record AuthorizedKeyLine(string Options, SshPublicKey Key)
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns><see langword="null"/> for a comment, an empty line, and what sshd would not read either.</returns>
    public static AuthorizedKeyLine? Parse(string line)
    {
        var text = line.Trim();
        if (text.Length == 0 || text[0] == '#')
        {
            return null;
        }

        var end = text.IndexOfAny([' ', '\t']);
        if (end > 0 && SshPublicKey.IsType(text[..end]))
        {
            return SshPublicKey.Find(text) is { } bare ? new AuthorizedKeyLine("", bare) : null;
        }

        end = EndOfOptions(text);
        return SshPublicKey.Find(text[end..]) is { } key ? new AuthorizedKeyLine(text[..end], key) : null;
    }

    /// <summary>A value between quotes, as an option has it.</summary>
    /// <param name="value">The value, without a line end.</param>
    public static string Quote(string value) => $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>The line, without its end.</summary>
    public override string ToString()
    {
        var line = new StringBuilder(Options);
        if (Options.Length > 0)
        {
            line.Append(' ');
        }

        line.Append(Key.Bare);
        return (Key.Comment.Length > 0 ? line.Append(' ').Append(Key.Comment) : line).ToString();
    }

    /// <summary>The line for people: the options, and the key by its fingerprint.</summary>
    public string Shown => Options.Length > 0 ? $"{Options} {Key.Shown}" : Key.Shown;

    private static int EndOfOptions(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ' ' or '\t' when !quoted:
                    return i;
            }
        }

        return text.Length;
    }
}
