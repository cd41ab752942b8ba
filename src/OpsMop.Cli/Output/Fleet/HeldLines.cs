namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Lines that wait until the table at the bottom is drawn again, so that both change in one write and nothing flickers.</summary>
internal sealed class HeldLines : ILines
{
    private readonly List<(Piece[] Line, IReadOnlyList<string>? Header, IReadOnlyList<Piece[]> Rows)> _held = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _held.Count == 0;

    public void WriteLine(params ReadOnlySpan<Piece> pieces) => _held.Add(([.. pieces], null, []));

    public void WriteTable(IReadOnlyList<string> header, IReadOnlyList<Piece[]> rows) => _held.Add(([], header, rows));

    public void Flush()
    {
        // The next drawing brings them out, a tenth of a second later at most.
    }

    /// <summary>Writes them, and holds them no longer.</summary>
    /// <param name="lines">Takes the lines.</param>
    public void ReleaseTo(ILines lines)
    {
        foreach (var (line, header, rows) in _held)
        {
            if (header is null)
            {
                lines.WriteLine(line);
            }
            else
            {
                lines.WriteTable(header, rows);
            }
        }

        _held.Clear();
    }
}
