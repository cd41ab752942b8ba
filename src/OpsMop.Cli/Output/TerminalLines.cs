using Spectre.Console;
using Spectre.Console.Rendering;

namespace OpsMop.CommandLine.Output;

/// <summary>Lines in colour.</summary>
internal sealed class TerminalLines : ILines
{
    private static readonly Style[] Styles = MakeStyles();

    private readonly OutputBuffer _output;
    private readonly IAnsiConsole _console;
    private readonly Action? _beforeWriting;

    /// <summary>Creates it.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="colours">Whether there are colours; bold and dim text is there in any case.</param>
    /// <param name="width">The terminal's width.</param>
    /// <param name="beforeWriting">Called before each write, to take the progress line away.</param>
    public TerminalLines(OutputBuffer output, bool colours, Func<int> width, Action? beforeWriting = null)
    {
        _output = output;
        _beforeWriting = beforeWriting;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            // The sixteen colours are those that the operator's theme makes readable.
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Terminal(output, width),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Capabilities.Unicode = true;
    }

    public void WriteLine(params ReadOnlySpan<Piece> pieces)
    {
        _beforeWriting?.Invoke();
        _console.Write(new Line([.. Segments(pieces), Segment.LineBreak]));
    }

    /// <summary>Writes the parts of a line, and no end of it.</summary>
    /// <param name="pieces">Its parts.</param>
    public void Write(params ReadOnlySpan<Piece> pieces) => _console.Write(new Line([.. Segments(pieces)]));

    public void WriteTable(IReadOnlyList<string> header, IReadOnlyList<Piece[]> rows)
    {
        _beforeWriting?.Invoke();
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < header.Count; i++)
        {
            table.AddColumn(new TableColumn(new Spectre.Console.Text(header[i], Styles[(int)Tone.Quiet])) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell.Text, Styles[(int)cell.Tone])));
        }

        _console.Write(table);
    }

    public void Flush() => _output.FlushNow();

    private static List<Segment> Segments(ReadOnlySpan<Piece> pieces)
    {
        var segments = new List<Segment>(pieces.Length + 1);
        foreach (var piece in pieces)
        {
            if (piece.Text.Length > 0)
            {
                segments.Add(new Segment(piece.Text, Styles[(int)piece.Tone]));
            }
        }

        return segments;
    }

    private static Style[] MakeStyles()
    {
        var styles = new Style[Enum.GetValues<Tone>().Length];
        Array.Fill(styles, Style.Plain);
        styles[(int)Tone.Heading] = new Style(decoration: Decoration.Bold);
        styles[(int)Tone.Quiet] = new Style(decoration: Decoration.Dim);
        styles[(int)Tone.Changed] = new Style(Color.Olive);
        styles[(int)Tone.Good] = new Style(Color.Green);
        styles[(int)Tone.Failed] = new Style(Color.Maroon, decoration: Decoration.Bold);
        styles[(int)Tone.Unknown] = new Style(Color.Purple);
        styles[(int)Tone.Handler] = new Style(Color.Teal);
        styles[(int)Tone.Message] = new Style(Color.Navy, decoration: Decoration.Bold);
        styles[(int)Tone.Added] = new Style(Color.Green);
        styles[(int)Tone.Removed] = new Style(Color.Maroon);
        styles[(int)Tone.Hunk] = new Style(Color.Teal);
        return styles;
    }

    /// <summary>A line as it is: breaking it is left to the terminal, which joins it again when somebody copies it.</summary>
    private sealed class Line(Segment[] segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }

    private sealed class Terminal(TextWriter writer, Func<int> width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width();

        public int Height => 25;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The buffer writes UTF-8, whatever is asked.
        }
    }
}
