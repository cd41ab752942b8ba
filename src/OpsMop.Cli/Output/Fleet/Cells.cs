using System.Text;
using Spectre.Console.Rendering;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Measures and cuts text by the cells that it takes on a terminal: a Chinese character takes two.</summary>
internal static class Cells
{
    /// <summary>How many cells a text takes.</summary>
    /// <param name="text">The text, without control characters.</param>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>A text that takes so many cells at most; an ellipsis tells that something was cut.</summary>
    /// <param name="text">The text, without control characters.</param>
    /// <param name="cells">How many cells there are.</param>
    public static string Cut(string text, int cells)
    {
        if (Width(text) <= cells)
        {
            return text;
        }

        if (cells <= 0)
        {
            return "";
        }

        var (kept, end) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var width = rune.IsAscii ? 1 : new Segment(rune.ToString()).CellCount();
            if (kept + width > cells - 1)
            {
                break;
            }

            (kept, end) = (kept + width, end + rune.Utf16SequenceLength);
        }

        return text[..end] + "…";
    }

    /// <summary>A text cut or filled with blanks so that it takes so many cells.</summary>
    /// <param name="text">The text, without control characters.</param>
    /// <param name="cells">How many cells there are.</param>
    public static string Fit(string text, int cells)
    {
        var cut = Cut(text, cells);
        return cut + PlainLines.Indent(Math.Max(0, cells - Width(cut)));
    }
}
