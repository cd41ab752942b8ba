namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Lines below a heading.</summary>
/// <param name="lines">Takes the lines.</param>
internal sealed class IndentedLines(ILines lines) : ILines
{
    private static readonly Piece Indent = new("  ");

    public void WriteLine(params ReadOnlySpan<Piece> pieces) => lines.WriteLine([Indent, .. pieces]);

    public void WriteTable(IReadOnlyList<string> header, IReadOnlyList<Piece[]> rows) => lines.WriteTable(header, rows);

    public void Flush() => lines.Flush();
}
