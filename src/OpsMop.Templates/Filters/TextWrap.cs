using System.Text.RegularExpressions;

namespace OpsMop.Templates;

/// <summary>Wraps a line as Python's textwrap does.</summary>
internal static partial class TextWrap
{
    private const string Blanks = @"\t\n\v\f\r ";
    private const string Letter = @"[\p{L}\p{Nl}\p{No}]";
    private const string Punctuation = @"[\p{L}\p{N}_!""'&.,?]";

    public static IEnumerable<string> Wrap(RenderContext context, string line, long width, bool breakWords, bool hyphens, bool splitHyphens)
    {
        if (width <= 0)
        {
            throw context.Fault($"invalid width {width} (must be > 0)");
        }

        var chunks = new List<string>();
        int at = 0;
        foreach (Match match in (splitHyphens ? Words() : Spaces()).EnumerateMatchesOf(line))
        {
            if (match.Index > at)
            {
                chunks.Add(line[at..match.Index]);
            }

            if (match.Length > 0)
            {
                chunks.Add(match.Value);
            }

            at = match.Index + match.Length;
            context.Step();
        }

        if (at < line.Length)
        {
            chunks.Add(line[at..]);
        }

        chunks.Reverse();
        return Lines(context, chunks, width, breakWords, hyphens);
    }

    // The last of the chunks is the next.
    private static IEnumerable<string> Lines(RenderContext context, List<string> chunks, long width, bool breakWords, bool hyphens)
    {
        bool any = false;
        while (chunks.Count > 0)
        {
            context.Step();
            var current = new List<string>();
            long length = 0;
            if (any && IsBlank(chunks[^1]))
            {
                chunks.RemoveAt(chunks.Count - 1);
            }

            while (chunks.Count > 0)
            {
                int next = Characters.Length(chunks[^1]);
                if (length + next > width)
                {
                    break;
                }

                current.Add(chunks[^1]);
                chunks.RemoveAt(chunks.Count - 1);
                length += next;
            }

            if (chunks.Count > 0 && Characters.Length(chunks[^1]) > width)
            {
                string chunk = chunks[^1];
                int space = (int)(width - length);
                if (breakWords)
                {
                    int end = Characters.Utf16Index(chunk, space);
                    if (hyphens)
                    {
                        int hyphen = chunk.AsSpan(0, end).LastIndexOf('-');
                        if (hyphen > 0 && chunk.AsSpan(0, hyphen).ContainsAnyExcept('-'))
                        {
                            end = hyphen + 1;
                        }
                    }

                    current.Add(chunk[..end]);
                    chunks[^1] = chunk[end..];
                }
                else if (current.Count == 0)
                {
                    current.Add(chunk);
                    chunks.RemoveAt(chunks.Count - 1);
                }
            }

            if (current.Count > 0 && IsBlank(current[^1]))
            {
                current.RemoveAt(current.Count - 1);
            }

            if (current.Count > 0)
            {
                any = true;
                yield return string.Concat(current);
            }
        }
    }

    private static IEnumerable<Match> EnumerateMatchesOf(this Regex expression, string text)
    {
        for (Match match = expression.Match(text); match.Success; match = match.NextMatch())
        {
            yield return match;
        }
    }

    private static bool IsBlank(string chunk) => StringMethods.StripSpace(chunk, true, false).Length == 0;

    [GeneratedRegex("[" + Blanks + "]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(
        "[" + Blanks + "]+"
        + "|(?<=" + Punctuation + @")-{2,}(?=[\p{L}\p{N}_])"
        + "|[^" + Blanks + "]+?(?:-(?:(?<=" + Letter + "{2}-)|(?<=" + Letter + "-" + Letter + "-))(?=" + Letter + "-?" + Letter + ")"
        + "|(?=[" + Blanks + @"]|\z)|(?<=" + Punctuation + @")(?=-{2,}[\p{L}\p{N}_]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
