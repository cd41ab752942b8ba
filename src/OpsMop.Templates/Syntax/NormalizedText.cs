using System.Text;

namespace OpsMop.Templates.Syntax;

/// <summary>A template's text with LF as its only line end, and where each of its characters stands in the text as it was given.</summary>
internal sealed class NormalizedText
{
    /// <summary>Where in <see cref="Text"/> a line end stands that was CR LF.</summary>
    private readonly List<int> _pairs = [];

    private readonly int _offset;

    /// <param name="text">The text as it was given.</param>
    /// <param name="start">Where the template begins in it.</param>
    public NormalizedText(string text, int start)
    {
        _offset = start;
        int at = text.IndexOf('\r', start);
        if (at < 0)
        {
            Text = start == 0 ? text : text.Substring(start);
            return;
        }

        var result = new StringBuilder(text.Length - start);
        int from = start;
        while (at >= 0)
        {
            result.Append(text, from, at - from);
            from = at + 1;
            if (from < text.Length && text[from] == '\n')
            {
                _pairs.Add(result.Length);
                from++;
            }

            result.Append('\n');
            at = text.IndexOf('\r', from);
        }

        result.Append(text, from, text.Length - from);
        Text = result.ToString();
    }

    public string Text { get; }

    /// <summary>A part of <see cref="Text"/> as a part of the text as it was given.</summary>
    public Span Span(int start, int end)
    {
        int original = Original(start);
        return new Span(original, Original(end) - original);
    }

    private int Original(int at)
    {
        if (_pairs.Count == 0)
        {
            return _offset + at;
        }

        int before = _pairs.BinarySearch(at);
        return _offset + at + (before < 0 ? ~before : before);
    }
}
