namespace OpsMop;

/// <summary>The lines of a file of parameters: <c>name = value</c>, and <c>-name = value</c> where a failure to set it does not matter.</summary>
internal static class SysctlFile
{
    /// <summary>The parameter and value of a line; <see langword="null"/> for a comment and what is no assignment.</summary>
    /// <param name="line">The line.</param>
    public static (string Path, string Value)? Parse(string line)
    {
        var text = line.AsSpan().Trim();
        var equals = text.IndexOf('=');
        return equals <= 0 || text[0] is '#' or ';' ? null : (SysctlName.ToPath(text[..equals].TrimStart('-').Trim().ToString()), text[(equals + 1)..].Trim().ToString());
    }

    /// <summary>The text with just one line for a parameter, in the place of the first that it had, or at the end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">The parameter's path.</param>
    /// <param name="value">Its value; <see langword="null"/> for no line.</param>
    /// <returns>The text, and the values that the file had.</returns>
    public static (string Text, IReadOnlyList<string> Had) With(EditedFile file, string path, string? value)
    {
        var (had, kept) = (new List<string>(), new List<string>());
        var line = value is null ? null : $"{SysctlName.ToName(path)} = {value}";
        foreach (var one in file.Lines)
        {
            if (Parse(one) is not { } parsed || parsed.Path != path)
            {
                kept.Add(one);
                continue;
            }

            // A line that says the same in another way stays as it was written.
            if (had.Count == 0 && line is not null)
            {
                kept.Add(SysctlName.Normal(parsed.Value) == SysctlName.Normal(value!) ? one : line + file.LineEnd);
            }

            had.Add(parsed.Value);
        }

        if (had.Count == 0 && line is not null)
        {
            if (kept.Count > 0 && !kept[^1].EndsWith('\n'))
            {
                kept[^1] += file.LineEnd;
            }

            kept.Add(line + file.LineEnd);
        }

        return (string.Concat(kept), had);
    }
}
