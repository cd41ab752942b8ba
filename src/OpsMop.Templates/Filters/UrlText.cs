using System.Text;
using System.Text.RegularExpressions;

namespace OpsMop.Templates;

/// <summary>Finds what looks like a URL or a mail address in text.</summary>
internal static partial class UrlText
{
    /// <summary>Whether a prefix can be a scheme: <c>tel:</c>, <c>ftp://</c>.</summary>
    public static bool IsScheme(string text) => Scheme().IsMatch(Plain(text));

    /// <summary>Puts links into a text that is escaped already.</summary>
    public static string Urlize(RenderContext context, string text, long? limit, string rel, string target, List<string>? schemes)
    {
        string attributes = (rel.Length > 0 ? $" rel=\"{rel}\"" : "") + (target.Length > 0 ? $" target=\"{target}\"" : "");
        var result = new StringBuilder(text.Length + 64);
        for (int i = 0; i < text.Length;)
        {
            int end = i;
            bool space = Characters.IsSpace(text[i]);
            while (end < text.Length && Characters.IsSpace(text[end]) == space)
            {
                end++;
            }

            if (space)
            {
                result.Append(text, i, end - i);
            }
            else
            {
                Word(result, text[i..end], limit, attributes, schemes);
            }

            if (result.Length > context.Limits.Characters)
            {
                throw Operators.TooLong(context);
            }

            i = end;
        }

        return result.ToString();
    }

    private static void Word(StringBuilder result, string word, long? limit, string attributes, List<string>? schemes)
    {
        string head = Head().Match(word).Value;
        string middle = word[head.Length..];
        string tail = "";
        if (middle.EndsWith("&gt;", StringComparison.Ordinal) || (middle.Length > 0 && middle[^1] is ')' or '>' or '.' or ','))
        {
            // From the right, as each of the endings is one of few.
            int cut = middle.Length;
            while (cut > 0)
            {
                if (middle[cut - 1] is ')' or '>' or '.' or ',' or '\n')
                {
                    cut--;
                }
                else if (middle.AsSpan(0, cut).EndsWith("&gt;"))
                {
                    cut -= 4;
                }
                else
                {
                    break;
                }
            }

            tail = middle[cut..];
            middle = middle[..cut];
        }

        foreach ((string open, string close) in ((string, string)[])[("(", ")"), ("<", ">"), ("&lt;", "&gt;")])
        {
            int opened = Count(middle, open);
            if (opened <= Count(middle, close))
            {
                continue;
            }

            for (int n = Math.Min(opened, Count(tail, close)); n > 0; n--)
            {
                int end = tail.IndexOf(close, StringComparison.Ordinal) + close.Length;
                middle += tail[..end];
                tail = tail[end..];
            }
        }

        string plain = Plain(middle);
        if (Url().IsMatch(plain))
        {
            bool complete = middle.StartsWith("https://", StringComparison.Ordinal) || middle.StartsWith("http://", StringComparison.Ordinal);
            string shown = limit is { } most && Characters.Length(middle) > most
                ? Shortened(middle, most) + "..."
                : middle;
            middle = $"<a href=\"{(complete ? "" : "https://")}{middle}\"{attributes}>{shown}</a>";
        }
        else if (middle.StartsWith("mailto:", StringComparison.Ordinal) && Mail().IsMatch(plain[7..]))
        {
            middle = $"<a href=\"{middle}\">{middle[7..]}</a>";
        }
        else if (middle.Contains('@', StringComparison.Ordinal) && !middle.StartsWith("www.", StringComparison.Ordinal)
            && !middle.Contains(':', StringComparison.Ordinal) && Mail().IsMatch(plain))
        {
            middle = $"<a href=\"mailto:{middle}\">{middle}</a>";
        }
        else
        {
            foreach (string scheme in schemes ?? [])
            {
                if (middle != scheme && middle.StartsWith(scheme, StringComparison.Ordinal))
                {
                    middle = $"<a href=\"{middle}\"{attributes}>{middle}</a>";
                }
            }
        }

        result.Append(head).Append(middle).Append(tail);
    }

    private static string Shortened(string text, long most)
    {
        int length = Characters.Length(text);
        return Characters.Range(text, 0, (int)(most < 0 ? Math.Max(0, most + length) : Math.Min(most, length)));
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    // The expressions are of UTF-16: what is beyond it stands as a letter or as what is none.
    private static string Plain(string text)
    {
        if (!Characters.HasSurrogates(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (int c in Characters.CodePoints(text))
        {
            plain.Append(c < 0x10000 ? (char)c : Characters.IsDecimal(c) ? '\u0660' : Characters.IsAlphanumeric(c) ? '\u01c3' : '\ue000');
        }

        return plain.ToString();
    }

    // Python's \w are letters and numbers, \d decimals, \S all but its blanks.
    private const string W = @"\p{L}\p{N}_";
    private const string S = @"[^\s\u001c-\u001f]";

    [GeneratedRegex(
        @"\A(?:(?:https?://|www\.)(?:(?:[" + W + @"%-]+\.)+)?(?:[a-z]{2,63}|xn--[" + W + @"%]{2,59})"
        + "|(?:[" + W + @"%-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)"
        + @"|https?://(?:\d{1,3}(?:\.\d{1,3}){3}|\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\]))"
        + @"(?::\d{1,5})?(?:[/?#]" + S + @"*)?\n?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@"\A" + S + "+@[" + W + "][" + W + @".-]*\.[" + W + @"]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\A(?:[(<]|&lt;)+", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"\A[" + W + @".+-]{2,}:/{0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
