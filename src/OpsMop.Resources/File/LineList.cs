namespace OpsMop;

/// <summary>The lines of a file while they are changed. Each keeps its own line end; a new one gets that of the file.</summary>
internal sealed class LineList(EditedFile file)
{
    private readonly List<string> _lines = [.. file.Lines];

    /// <summary>How many there are.</summary>
    public int Count => _lines.Count;

    /// <summary>A line without its end.</summary>
    /// <param name="index">Which.</param>
    public string this[int index] => Bare(_lines[index]);

    /// <summary>The first line that meets a condition; -1 for none.</summary>
    /// <param name="condition">The condition, asked of the line without its end.</param>
    public int First(Func<string, bool> condition) => _lines.FindIndex(line => condition(Bare(line)));

    /// <summary>The last line that meets a condition; -1 for none.</summary>
    /// <param name="condition">The condition, asked of the line without its end.</param>
    public int Last(Func<string, bool> condition) => _lines.FindLastIndex(line => condition(Bare(line)));

    /// <summary>Where something new goes: after the last line that matches one pattern, or before the first that matches another; where neither is given or none matches, to the end.</summary>
    /// <param name="after">The pattern of the line that it goes after.</param>
    /// <param name="before">The pattern of the line that it goes before.</param>
    /// <param name="atStart">Whether it goes to the start instead.</param>
    public int Place(string? after, string? before, bool atStart)
    {
        var found = atStart ? 0 : after is not null ? Last(TextPattern.Of(after).IsMatch) + 1 : before is not null ? First(TextPattern.Of(before).IsMatch) : -1;
        return found < 0 || (found == 0 && after is not null) ? Count : found;
    }

    /// <summary>Puts a line in.</summary>
    /// <param name="index">Where.</param>
    /// <param name="line">The line, without an end.</param>
    public void Insert(int index, string line)
    {
        if (index == Count && Count > 0)
        {
            EndLast();
        }

        _lines.Insert(index, line + file.LineEnd);
    }

    /// <summary>Puts another line in the place of one; its end stays.</summary>
    /// <param name="index">Where.</param>
    /// <param name="line">The line, without an end.</param>
    public void Replace(int index, string line) => _lines[index] = line + _lines[index][Bare(_lines[index]).Length..];

    /// <summary>Takes away the lines that meet a condition.</summary>
    /// <param name="condition">The condition, asked of the line without its end.</param>
    /// <returns>What went.</returns>
    public IReadOnlyList<string> Remove(Func<string, bool> condition)
    {
        var gone = _lines.FindAll(line => condition(Bare(line))).ConvertAll(Bare);
        _lines.RemoveAll(line => condition(Bare(line)));
        return gone;
    }

    /// <summary>Takes a line away.</summary>
    /// <param name="index">Which.</param>
    public void RemoveAt(int index) => _lines.RemoveAt(index);

    /// <summary>The lines before one as they stand in the file, the last of them with a line end.</summary>
    /// <param name="index">The line.</param>
    public string Before(int index)
    {
        if (index == Count && Count > 0)
        {
            EndLast();
        }

        return string.Concat(_lines.Take(index));
    }

    /// <summary>A line and those after it as they stand in the file.</summary>
    /// <param name="index">The line.</param>
    public string From(int index) => string.Concat(_lines.Skip(index));

    /// <inheritdoc/>
    public override string ToString() => string.Concat(_lines);

    private void EndLast()
    {
        if (!_lines[^1].EndsWith('\n'))
        {
            _lines[^1] += file.LineEnd;
        }
    }

    private static string Bare(string line) => line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] : line.EndsWith('\n') ? line[..^1] : line;
}
