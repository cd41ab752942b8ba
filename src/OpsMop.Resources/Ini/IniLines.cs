namespace OpsMop;

/// <summary>The lines of an INI file: where its sections and keys are.</summary>
internal sealed class IniLines(EditedFile file)
{
    /// <summary>The lines.</summary>
    public LineList Lines { get; } = new(file);

    /// <summary>The stretches of lines that belong to a section, without its header; the name may stand several times.</summary>
    /// <param name="section">The section; <see langword="null"/> for what stands before the first.</param>
    public List<(int Start, int End)> Find(string? section)
    {
        var found = new List<(int, int)>();
        var (current, start) = ((string?)null, 0);
        for (var i = 0; i <= Lines.Count; i++)
        {
            var header = i < Lines.Count ? Header(Lines[i]) : "";
            if (header is null)
            {
                continue;
            }

            if (current == section)
            {
                found.Add((start, i));
            }

            (current, start) = (header, i + 1);
        }

        return found;
    }

    /// <summary>The line in which a section's new keys go: after its last line that is not empty.</summary>
    /// <param name="stretch">The section.</param>
    public int EndOf((int Start, int End) stretch)
    {
        var end = stretch.End;
        while (end > stretch.Start && Lines[end - 1].AsSpan().IsWhiteSpace())
        {
            end--;
        }

        return end;
    }

    /// <summary>Adds a section to the end of the file, after an empty line.</summary>
    /// <param name="section">Its name.</param>
    public void Append(string section)
    {
        if (Lines.Count > 0 && !Lines[Lines.Count - 1].AsSpan().IsWhiteSpace())
        {
            Lines.Insert(Lines.Count, "");
        }

        Lines.Insert(Lines.Count, $"[{section}]");
    }

    /// <summary>Whether a line sets a key.</summary>
    /// <param name="line">The line.</param>
    /// <param name="key">The key.</param>
    public static bool Sets(string line, string key)
    {
        var end = line.IndexOf('=');
        return (end < 0 ? line.AsSpan() : line.AsSpan(0, end)).Trim().SequenceEqual(key);
    }

    /// <summary>Whether a line is a comment.</summary>
    /// <param name="line">The line.</param>
    public static bool IsComment(string line) => line.AsSpan().TrimStart() is ['#' or ';', ..];

    private static string? Header(string line) =>
        line.AsSpan().Trim() is ['[', ..] header && header.IndexOf(']') is > 0 and var end ? header[1..end].Trim().ToString() : null;
}
