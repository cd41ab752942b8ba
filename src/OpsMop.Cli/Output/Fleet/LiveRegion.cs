namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>
/// Lines at the bottom of a terminal that are written over again and again. Old text is overwritten and not erased first, so that nothing flickers, and the cursor is neither hidden nor
/// saved, so that a program that is killed leaves the terminal as it was.
/// </summary>
/// <param name="output">The terminal.</param>
/// <param name="lines">Writes to it in colour.</param>
internal sealed class LiveRegion(OutputBuffer output, TerminalLines lines)
{
    private const string EraseRestOfLine = "\e[K";
    private const string EraseBelow = "\e[J";

    private IReadOnlyList<Piece[]> _rows = [];
    private int _width;

    /// <summary>Shows lines in the place of those that are there.</summary>
    /// <param name="rows">The lines, each narrower than the terminal.</param>
    /// <param name="above">Lines that come above them and stay.</param>
    /// <param name="width">The width of the terminal.</param>
    public void Show(IReadOnlyList<Piece[]> rows, HeldLines above, int width)
    {
        if (above.IsEmpty && width == _width && _rows.Count == rows.Count && _rows.Zip(rows).All(row => row.First.AsSpan().SequenceEqual(row.Second)))
        {
            return;
        }

        // A terminal that has broken lines remembers it for as long as they are written over, and would join them again when it becomes wider.
        var isResized = _rows.Count > 0 && width != _width;
        GoToTop(width);
        if (!above.IsEmpty || isResized)
        {
            output.Write(EraseBelow);
            above.ReleaseTo(lines);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            lines.Write(rows[i]);
            output.Write(i < rows.Count - 1 ? EraseRestOfLine + "\n" : EraseRestOfLine + EraseBelow);
        }

        (_rows, _width) = (rows, width);
    }

    /// <summary>Takes the lines away; what is written next stands in their place.</summary>
    /// <param name="width">The width of the terminal.</param>
    public void Erase(int width)
    {
        if (_rows.Count > 0)
        {
            GoToTop(width);
            output.Write(EraseBelow);
        }
    }

    private void GoToTop(int width)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        // A terminal that has become narrower has broken the lines that no longer fit.
        var up = _rows.Sum(row => Math.Max(1, (row.Sum(piece => Cells.Width(piece.Text)) + width - 1) / width)) - 1;
        output.Write(up > 0 ? $"\r\e[{up}A" : "\r");
        _rows = [];
    }
}
