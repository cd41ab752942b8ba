namespace OpsMop.Templates.Syntax;

/// <summary>A template's text, and where its lines begin. A line ends with LF, CR LF or CR.</summary>
internal sealed class SourceLines
{
    private readonly int[] _starts;

    /// <param name="path">The file, or what stands for it in messages.</param>
    /// <param name="text">Its text.</param>
    public SourceLines(string path, string text)
    {
        Path = path;
        Text = text;
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        _starts = starts.ToArray();
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The line and the column of a character, both counted from 1.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        int index = Array.BinarySearch(_starts, offset);
        int line = index >= 0 ? index : ~index - 1;
        return (line + 1, offset - _starts[line] + 1);
    }
}
