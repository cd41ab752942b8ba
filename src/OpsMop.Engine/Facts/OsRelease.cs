namespace OpsMop.Engine.Facts;

/// <summary>The assignments of <c>/etc/os-release</c>, in the quoting of os-release(5).</summary>
internal sealed class OsRelease
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a name; empty where the file does not set it.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Reads the file's text. What is no assignment is passed over, as every reader of the file does.</summary>
    public static OsRelease Parse(string text)
    {
        var release = new OsRelease();
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            int equals = trimmed.IndexOf('=');
            if (equals > 0 && trimmed[0] != '#')
            {
                release._values[trimmed[..equals]] = Unquote(trimmed[(equals + 1)..]);
            }
        }

        return release;
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
        {
            return value;
        }

        string inner = value[1..^1];
        if (value[0] == '\'' || !inner.Contains('\\'))
        {
            return inner;
        }

        var text = new System.Text.StringBuilder(inner.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length)
            {
                i++;
            }

            text.Append(inner[i]);
        }

        return text.ToString();
    }
}
