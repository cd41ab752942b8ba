using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers.Tests;

/// <summary>A source with what is expected written into it: <c>{|OPM2001:.Source("b")|}</c>.</summary>
/// <param name="Source">The source without the marks.</param>
/// <param name="Expected">The rules and the places where they are expected.</param>
internal sealed record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    /// <summary>Reads the marks. They nest.</summary>
    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("{|") && text.IndexOf(':', i) is var colon and > 0 && colon - i < 12)
            {
                open.Push((text[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (open.Count > 0 && text.AsSpan(i).StartsWith("|}"))
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        return new Markup(source.ToString(), [.. expected.OrderBy(one => one.Item2.Start).ThenBy(one => one.Item1, StringComparer.Ordinal)]);
    }
}
