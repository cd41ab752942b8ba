using System.Buffers;
using System.Text;

namespace OpsMop.CommandLine.Output;

/// <summary>
/// Makes text safe to show. Files and commands of a host are not to be trusted with the operator's terminal: an escape sequence in a diff could hide
/// lines of it or type commands, and a bidirectional override could make a line read as another.
/// </summary>
internal static class Visible
{
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(c => c != '\t').Concat(Enumerable.Range(0x7f, 0x21)).Concat(Enumerable.Range(0x202a, 5)).Concat(Enumerable.Range(0x2066, 4)).Select(c => (char)c)]);

    /// <summary>A single line: line ends are shown as <c>\n</c>.</summary>
    /// <param name="text">The text.</param>
    public static string Line(string text)
    {
        if (text.AsSpan().IndexOfAny(Unsafe) < 0)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => visible.Append("\\n"),
                '\r' => visible.Append("\\r"),
                < ' ' when c != '\t' => visible.Append((char)('\u2400' + c)),
                '\u007f' => visible.Append('\u2421'),
                _ when Unsafe.Contains(c) => visible.Append($"\\u{(int)c:x4}"),
                _ => visible.Append(c),
            };
        }

        return visible.ToString();
    }

    /// <summary>The lines of a text, without an empty one at its end.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Lines(string text)
    {
        var end = text.EndsWith("\r\n", StringComparison.Ordinal) ? text.Length - 2 : text.EndsWith('\n') ? text.Length - 1 : text.Length;
        for (var at = 0; at <= end;)
        {
            var next = text.IndexOf('\n', at, end - at);
            var stop = next < 0 ? end : next;
            var line = text[at..stop];
            yield return Line(line.EndsWith('\r') ? line[..^1] : line);
            if (next < 0)
            {
                yield break;
            }

            at = next + 1;
        }
    }
}
