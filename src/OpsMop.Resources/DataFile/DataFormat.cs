using System.Text.Json;

namespace OpsMop;

/// <summary>A language of data: how a text is read, and how a value is put into it with as little change as can be.</summary>
internal abstract class DataFormat
{
    /// <summary>The text of a file that has nothing in it yet.</summary>
    public abstract string Empty { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is not written in this language: where, and what is wrong.</exception>
    public abstract DataNode Parse(string text);

    /// <summary>Puts another value in the place of one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="container">What the value is in; <see langword="null"/> for the root.</param>
    /// <param name="node">The value.</param>
    /// <param name="value">The other value.</param>
    public abstract IEnumerable<Splice> Replace(string text, DataChild? container, DataNode node, JsonElement value);

    /// <summary>Adds a value to the end of an object or array.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parent">What the object or array is itself in; <see langword="null"/> for the root.</param>
    /// <param name="container">The object or array.</param>
    /// <param name="name">The name in an object.</param>
    /// <param name="value">The value.</param>
    public abstract IEnumerable<Splice> Add(string text, DataChild? parent, DataNode container, string? name, JsonElement value);

    /// <summary>Takes a value out of an object or array.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parent">What the object or array is itself in; <see langword="null"/> for the root.</param>
    /// <param name="container">The object or array.</param>
    /// <param name="index">Which.</param>
    public abstract IEnumerable<Splice> Remove(string text, DataChild? parent, DataNode container, int index);

    /// <summary>Whether nothing but space is before a position in its line.</summary>
    protected static bool BeginsLine(string text, int position) => text.AsSpan(LineStart(text, position)..position).IsWhiteSpace();

    /// <summary>Where the line of a position begins.</summary>
    protected static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    /// <summary>Where the line of a position ends, before its line end.</summary>
    protected static int LineEnd(string text, int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end > position && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Where the line after that of a position begins.</summary>
    protected static int NextLine(string text, int position) => text.IndexOf('\n', position) is >= 0 and var end ? end + 1 : text.Length;

    /// <summary>The space at the start of the line of a position.</summary>
    protected static string Indentation(string text, int position)
    {
        var line = text.AsSpan(LineStart(text, position)..);
        return line[..(line.IndexOfAnyExcept(' ', '\t') is >= 0 and var length ? length : line.Length)].ToString();
    }

    /// <summary>The line end that the text uses.</summary>
    protected static string NewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
