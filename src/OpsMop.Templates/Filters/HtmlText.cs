using System.Text;

namespace OpsMop.Templates;

/// <summary>HTML as plain text: without tags, and with characters for their names.</summary>
internal static class HtmlText
{
    // What browsers make of the numbers of Windows' characters.
    private static readonly int[] s_windows =
    [
        0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
        0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
    ];

    public static string WithoutTags(string text) => Without(Without(text, "<!--", "-->"), "<", ">");

    public static string Unescape(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length;)
        {
            if (text[i] != '&')
            {
                result.Append(text[i++]);
                continue;
            }

            int end = i + 1;
            if (end < text.Length && text[end] == '#')
            {
                end++;
                bool hex = end + 1 < text.Length && text[end] is 'x' or 'X' && char.IsAsciiHexDigit(text[end + 1]);
                int digits = hex ? ++end : end;
                while (end < text.Length && (hex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
                {
                    end++;
                }

                if (end > digits)
                {
                    Append(result, text[digits..end], hex);
                    i = end < text.Length && text[end] == ';' ? end + 1 : end;
                    continue;
                }
            }
            else
            {
                while (end < text.Length && end - i - 1 < 32 && text[end] is not ('\t' or '\n' or '\f' or ' ' or '<' or '&' or '#' or ';'))
                {
                    end++;
                }

                if (end < text.Length && text[end] == ';' && end > i + 1)
                {
                    end++;
                }

                string name = text[(i + 1)..end];
                if (TryName(name, out string? character, out int used))
                {
                    result.Append(character);
                    i += 1 + used;
                    continue;
                }
            }

            result.Append('&');
            i++;
        }

        return result.ToString();
    }

    // The whole name, or the longest beginning that is one.
    private static bool TryName(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? character, out int used)
    {
        for (used = name.Length; used > 1; used--)
        {
            if (HtmlEntities.Named.TryGetValue(name[..used], out character))
            {
                return true;
            }
        }

        character = null;
        return false;
    }

    private static void Append(StringBuilder text, string digits, bool hex)
    {
        long number = 0;
        foreach (char c in digits)
        {
            number = Math.Min((number * (hex ? 16 : 10)) + Convert.ToInt32(c.ToString(), 16), 0x110000);
        }

        switch (number)
        {
            case 0 or (>= 0xd800 and <= 0xdfff) or > 0x10ffff:
                text.Append('\ufffd');
                break;
            case 0x0d:
                text.Append('\r');
                break;
            case >= 0x80 and <= 0x9f:
                Characters.Append(text, s_windows[number - 0x80]);
                break;
            case (>= 1 and <= 8) or 0xb or (>= 0xe and <= 0x1f) or 0x7f or (>= 0xfdd0 and <= 0xfdef) or 0xfffe or 0xffff
                or (>= 0x10000 and <= 0x10ffff) when IsNothing(number):
                break;
            default:
                Characters.Append(text, (int)number);
                break;
        }
    }

    private static bool IsNothing(long number) => number < 0x10000 || (number & 0xfffe) == 0xfffe;

    private static string Without(string text, string open, string close)
    {
        int start = text.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        int at = 0;
        while (start >= 0)
        {
            int end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            result.Append(text, at, start - at);
            at = end + close.Length;
            start = text.IndexOf(open, at, StringComparison.Ordinal);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
