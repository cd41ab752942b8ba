namespace OpsMop.CommandLine.Output;

/// <summary>Where lines go: with colours on a terminal, without elsewhere. What they say is decided before (see <see cref="RunNarrator"/>).</summary>
internal interface ILines
{
    /// <summary>Writes a line.</summary>
    /// <param name="pieces">Its parts.</param>
    void WriteLine(params ReadOnlySpan<Piece> pieces);

    /// <summary>Writes a table: its first column is text, the others are numbers.</summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    void WriteTable(IReadOnlyList<string> header, IReadOnlyList<Piece[]> rows);

    /// <summary>Brings what was written to the reader now.</summary>
    void Flush();
}
