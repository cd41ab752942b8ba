using System.Globalization;
using System.Text;
using OpsMop.CommandLine.Output.Fleet;

namespace OpsMop.CommandLine.Tests.Output.Fleet;

/// <summary>As much of a terminal as the consoles need; anything else that is sent to it is an error.</summary>
internal sealed class Screen(int width, int height)
{
    private readonly int _height = height;
    private List<List<string>> _lines = [[]];
    private int _width = width;
    private int _row;
    private int _column;

    /// <summary>What has scrolled out at the top, and what is on the screen.</summary>
    public string All => string.Join('\n', _lines.Select(Text)).TrimEnd();

    /// <summary>What is on the screen.</summary>
    public string Visible => string.Join('\n', _lines.Skip(Top).Select(Text));

    /// <summary>In which line of all the cursor is.</summary>
    public int Row => _row;

    private int Top => Math.Max(0, _lines.Count - _height);

    /// <summary>Makes it narrower, as a terminal does that breaks the lines which no longer fit.</summary>
    /// <param name="width">The new width.</param>
    public void Shrink(int width)
    {
        _width = width;
        var broken = new List<List<string>>();
        for (var row = 0; row < _lines.Count; row++)
        {
            var pieces = _lines[row].Chunk(width).Select(piece => piece.ToList()).DefaultIfEmpty([]).ToList();
            if (row == _row)
            {
                (_row, _column) = (broken.Count + Math.Min(_column / width, pieces.Count - 1), _column % width);
                broken.AddRange(pieces);
                broken.AddRange(_lines[(row + 1)..].SelectMany(line => line.Chunk(width).Select(piece => piece.ToList()).DefaultIfEmpty([])));
                break;
            }

            broken.AddRange(pieces);
        }

        _lines = broken;
    }

    public void Write(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    _column = 0;
                    Down();
                    break;
                case '\e':
                    Assert.Equal('[', text[at + 1]);
                    var end = text.AsSpan(at + 2).IndexOfAnyExcept("0123456789;") + at + 2;
                    Control(text[end], text[(at + 2)..end]);
                    at = end;
                    break;
                default:
                    var rune = Rune.GetRuneAt(text, at);
                    at += rune.Utf16SequenceLength - 1;
                    Put(rune.ToString());
                    break;
            }
        }
    }

    private static string Text(List<string> line) => string.Concat(line).TrimEnd();

    private static void Cut(List<string> line, int column)
    {
        if (line.Count > column)
        {
            line.RemoveRange(column, line.Count - column);
        }
    }

    private void Put(string character)
    {
        var cells = Cells.Width(character);
        if (_column + cells > _width)
        {
            _column = 0;
            Down();
        }

        var line = _lines[_row];
        while (line.Count < _column + cells)
        {
            line.Add(" ");
        }

        line[_column] = character;
        for (var more = 1; more < cells; more++)
        {
            line[_column + more] = "";
        }

        _column += cells;
    }

    private void Down()
    {
        if (++_row == _lines.Count)
        {
            _lines.Add([]);
        }
    }

    private void Control(char command, string number)
    {
        switch (command)
        {
            case 'A':
                _row = Math.Max(Top, _row - int.Parse(number, CultureInfo.InvariantCulture));
                break;
            case 'K':
                Cut(_lines[_row], _column);
                break;
            case 'J':
                Cut(_lines[_row], _column);
                for (var row = _row + 1; row < _lines.Count; row++)
                {
                    _lines[row].Clear();
                }

                break;
            case 'm':
                break;
            default:
                Assert.Fail($"The terminal is sent an unknown command: {number}{command}");
                break;
        }
    }
}
