namespace OpsMop.CommandLine.Output;

/// <summary>Lines without colours, for files, pipes and <c>grep</c>.</summary>
/// <param name="output">Takes the lines.</param>
internal sealed class PlainLines(OutputBuffer output) : ILines
{
    private const string Blanks = "                                        ";

    public void WriteLine(params ReadOnlySpan<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            output.Write(piece.Text);
        }

        output.Write('\n');
    }

    public void WriteTable(IReadOnlyList<string> header, IReadOnlyList<Piece[]> rows)
    {
        var widths = header.Select((name, column) => rows.Select(row => row[column].Text.Length).Append(name.Length).Max()).ToArray();
        WriteRow(header);
        foreach (var row in rows)
        {
            WriteRow([.. row.Select(cell => cell.Text)]);
        }

        void WriteRow(IReadOnlyList<string> cells)
        {
            for (var i = 0; i < cells.Count; i++)
            {
                if (i == 0)
                {
                    output.Write(cells[i].PadRight(widths[i]));
                }
                else
                {
                    output.Write("  ");
                    output.Write(cells[i].PadLeft(widths[i]));
                }
            }

            output.Write('\n');
        }
    }

    public void Flush() => output.FlushNow();

    /// <summary>Blanks for an indentation.</summary>
    /// <param name="count">How many.</param>
    public static string Indent(int count) => count <= Blanks.Length ? Blanks[..count] : new string(' ', count);
}
