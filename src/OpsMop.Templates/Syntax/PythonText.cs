using System.Globalization;
using System.Text;

namespace OpsMop.Templates.Syntax;

/// <summary>What Python takes for a blank, for a name, and for an escape in a string.</summary>
internal static class PythonText
{
    /// <summary>Whether Python's <c>str.isspace</c> holds.</summary>
    public static bool IsSpace(char c) => c switch
    {
        <= ' ' => c == ' ' || (c >= '\t' && c <= '\r') || c >= '\x1c',
        < '\x80' => false,
        '\x85' or '\xa0' or '\u1680' or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' => true,
        _ => c >= '\u2000' && c <= '\u200a',
    };

    /// <summary>Where the word ends that begins here: letters, digits, marks and underscores, whether they make a name or not.</summary>
    public static int EndOfWord(string text, int start)
    {
        int i = start;
        while (i < text.Length)
        {
            char c = text[i];
            if (c < '\x80')
            {
                if (!IsAsciiWord(c))
                {
                    break;
                }

                i++;
            }
            else if (IsWordCategory(CharUnicodeInfo.GetUnicodeCategory(text, i)) || IsOtherContinue(c) || IsOtherStart(c))
            {
                i += char.IsSurrogatePair(text, i) ? 2 : 1;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    /// <summary>Whether a word is a name in Python.</summary>
    public static bool IsIdentifier(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (c < '\x80')
            {
                if (!IsAsciiWord(c) || (i == 0 && c >= '0' && c <= '9'))
                {
                    return false;
                }

                continue;
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(word, i);
            bool start = IsStartCategory(category) || IsOtherStart(c);
            if (!start && (i == 0 || category == UnicodeCategory.OtherNumber || !(IsWordCategory(category) || IsOtherContinue(c))))
            {
                return false;
            }

            i += char.IsSurrogatePair(word, i) ? 1 : 0;
        }

        return word.Length > 0;
    }

    /// <summary>What a string is without its quotes and with its escapes read, as Jinja2 reads them (<c>unicode_escape</c>).</summary>
    /// <param name="text">The text that it stands in.</param>
    /// <param name="start">The first character after the opening quote.</param>
    /// <param name="end">The closing quote.</param>
    /// <param name="fault">What is wrong with an escape.</param>
    /// <param name="faultAt">Its backslash.</param>
    public static string Unescape(string text, int start, int end, out string? fault, out int faultAt)
    {
        fault = null;
        int backslash = text.IndexOf('\\', start, end - start);
        faultAt = backslash;
        if (backslash < 0)
        {
            return text.Substring(start, end - start);
        }

        var result = new StringBuilder(end - start);
        result.Append(text, start, backslash - start);
        int i = backslash;
        while (i < end)
        {
            char c = text[i];
            if (c != '\\')
            {
                result.Append(c);
                i++;
                continue;
            }

            faultAt = i;
            char next = text[i + 1];
            i += 2;
            switch (next)
            {
                case '\n':
                    break;
                case '\\' or '\'' or '"':
                    result.Append(next);
                    break;
                case 'a':
                    result.Append('\a');
                    break;
                case 'b':
                    result.Append('\b');
                    break;
                case 'f':
                    result.Append('\f');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'v':
                    result.Append('\v');
                    break;
                case >= '0' and <= '7':
                    int octal = next - '0';
                    for (int digits = 1; digits < 3 && i < end && text[i] >= '0' && text[i] <= '7'; digits++, i++)
                    {
                        octal = (octal * 8) + text[i] - '0';
                    }

                    result.Append((char)octal);
                    break;
                case 'x' or 'u' or 'U':
                    int count = next == 'x' ? 2 : next == 'u' ? 4 : 8;
                    long code = ReadHexadecimal(text, i, end, count);
                    if (code < 0)
                    {
                        fault = $"The escape '\\{next}' needs {count} hexadecimal digits. Write '\\\\' for a backslash.";
                        return "";
                    }

                    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
                    {
                        fault = $"The escape '{text.Substring(faultAt, count + 2)}' is no character: Unicode ends at '\\U0010ffff', "
                            + "and what lies between '\\ud800' and '\\udfff' is half of one (write a character beyond '\\uffff' with '\\U').";
                        return "";
                    }

                    result.Append(code > 0xffff ? char.ConvertFromUtf32((int)code) : ((char)code).ToString());
                    i += count;
                    break;
                case 'N':
                    fault = "Characters by name, '\\N{…}', are not supported. Write the character itself, or its number as in '\\u2026'.";
                    return "";
                case < '\x80':
                    result.Append('\\').Append(next);
                    break;
                default:
                    // Jinja2 makes an escape of every character beyond ASCII before it reads escapes; the backslash in front takes that one's away.
                    int point = char.IsHighSurrogate(next) && i < end && char.IsLowSurrogate(text[i]) ? char.ConvertToUtf32(next, text[i++]) : next;
                    result.Append('\\').Append(point <= 0xff ? 'x' : point <= 0xffff ? 'u' : 'U');
                    result.Append(point.ToString(point <= 0xff ? "x2" : point <= 0xffff ? "x4" : "x8", CultureInfo.InvariantCulture));
                    break;
            }
        }

        return result.ToString();
    }

    private static long ReadHexadecimal(string text, int start, int end, int count)
    {
        if (start + count > end)
        {
            return -1;
        }

        long value = 0;
        for (int i = start; i < start + count; i++)
        {
            int digit = HexadecimalDigit(text[i]);
            if (digit < 0)
            {
                return -1;
            }

            value = (value * 16) + digit;
        }

        return value;
    }

    public static int HexadecimalDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static bool IsAsciiWord(char c) => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';

    private static bool IsStartCategory(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool IsWordCategory(UnicodeCategory category) => IsStartCategory(category) || category
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.ConnectorPunctuation;

    /// <summary>Unicode's Other_ID_Start, without what Python's normalisation refuses.</summary>
    private static bool IsOtherStart(char c) => c is '\u1885' or '\u1886' or '\u2118' or '\u212e';

    /// <summary>Unicode's Other_ID_Continue that is no digit of a script; those have a category of their own.</summary>
    private static bool IsOtherContinue(char c) => c is '\u00b7' or '\u0387' or (>= '\u1369' and <= '\u1371') or '\u19da';
}
