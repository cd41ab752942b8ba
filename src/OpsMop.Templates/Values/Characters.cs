using System.Globalization;
using System.Text;

namespace OpsMop.Templates;

/// <summary>
/// Strings as Python has them: sequences of code points, where .NET's are UTF-16. Nearly all strings have no surrogates, and then an index is an index.
/// </summary>
internal static class Characters
{
    private static readonly Lazy<Dictionary<int, string>> s_upperMany = new(static () => Many(UnicodeTables.UpperMany));
    private static readonly Lazy<Dictionary<int, string>> s_lowerMany = new(static () => Many(UnicodeTables.LowerMany));
    private static readonly Lazy<Dictionary<int, string>> s_titleMany = new(static () => Many(UnicodeTables.TitleMany));
    private static readonly Lazy<Dictionary<int, string>> s_fold = new(static () => Many(UnicodeTables.Fold));

    public static bool HasSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff');

    /// <summary>How many code points there are.</summary>
    public static int Length(string text)
    {
        if (!HasSurrogates(text))
        {
            return text.Length;
        }

        int count = 0;
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            count++;
        }

        return count;
    }

    /// <summary>How many UTF-16 units the code point at an index has: a surrogate without its other half stands for itself.</summary>
    public static int Width(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    public static int At(string text, int index) => Width(text, index) == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    public static int[] CodePoints(string text)
    {
        int[] points = new int[Length(text)];
        int at = 0;
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = At(text, at);
            at += Width(text, at);
        }

        return points;
    }

    public static void Append(StringBuilder text, int point)
    {
        if (point < 0x10000)
        {
            text.Append((char)point);
        }
        else
        {
            text.Append((char)(0xd7c0 + (point >> 10))).Append((char)(0xdc00 + (point & 0x3ff)));
        }
    }

    public static string Of(int point) => point < 0x10000 ? ((char)point).ToString() : char.ConvertFromUtf32(point);

    /// <summary>Each code point as a string.</summary>
    public static IEnumerable<string> Each(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int width = Width(text, i);
            yield return text.Substring(i, width);
            i += width;
        }
    }

    /// <summary>The UTF-16 index of a code point's index.</summary>
    public static int Utf16Index(string text, int index)
    {
        if (!HasSurrogates(text))
        {
            return index;
        }

        int at = 0;
        while (index-- > 0 && at < text.Length)
        {
            at += Width(text, at);
        }

        return at;
    }

    /// <summary>The code point's index of a UTF-16 index.</summary>
    public static int PointIndex(string text, int index)
    {
        if (index <= 0 || !HasSurrogates(text))
        {
            return index;
        }

        int count = 0;
        for (int at = 0; at < index; at += Width(text, at))
        {
            count++;
        }

        return count;
    }

    /// <summary>The code points from one index to another that is not in it.</summary>
    public static string Range(string text, int start, int stop)
    {
        int from = Utf16Index(text, start);
        return text[from..Math.Max(from, Utf16Index(text, stop))];
    }

    /// <summary>Compares by code points: UTF-16 puts what is above U+FFFF before U+E000.</summary>
    public static int Compare(string left, string right)
    {
        int same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
        {
            return left.Length - right.Length;
        }

        char a = left[same];
        char b = right[same];
        return char.IsSurrogate(a) != char.IsSurrogate(b) ? (char.IsSurrogate(a) ? (b >= 0xe000 ? 1 : a - b) : (a >= 0xe000 ? -1 : a - b)) : a - b;
    }

    public static bool IsSpace(int c) => c switch
    {
        ' ' or (>= 9 and <= 13) => true,
        < 0x80 => c is >= 0x1c and <= 0x1f,
        _ => c is 0x85 or 0xa0 or 0x1680 or (>= 0x2000 and <= 0x200a) or 0x2028 or 0x2029 or 0x202f or 0x205f or 0x3000,
    };

    public static bool IsLineBreak(int c) => c is '\n' or '\r' or '\v' or '\f' or 0x1c or 0x1d or 0x1e or 0x85 or 0x2028 or 0x2029;

    public static UnicodeCategory Category(int c) => CharUnicodeInfo.GetUnicodeCategory(c);

    public static bool IsAlpha(int c) => Category(c) <= UnicodeCategory.OtherLetter;

    public static bool IsDecimal(int c) => c < 0x80 ? c is >= '0' and <= '9' : Category(c) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsDigit(int c) => IsDecimal(c) || (c >= 0x80 && In(UnicodeTables.OtherDigits, c));

    public static bool IsNumeric(int c) => IsDecimal(c)
        || (c >= 0x80 && (Category(c) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber || In(UnicodeTables.OtherNumerics, c)));

    public static bool IsAlphanumeric(int c) => IsAlpha(c) || IsNumeric(c);

    public static bool IsLower(int c) => c < 0x80 ? c is >= 'a' and <= 'z' : Category(c) == UnicodeCategory.LowercaseLetter || In(UnicodeTables.OtherLower, c);

    public static bool IsUpper(int c) => c < 0x80 ? c is >= 'A' and <= 'Z' : Category(c) == UnicodeCategory.UppercaseLetter || In(UnicodeTables.OtherUpper, c);

    public static bool IsTitle(int c) => c >= 0x80 && Category(c) == UnicodeCategory.TitlecaseLetter;

    public static bool IsCased(int c) => IsLower(c) || IsUpper(c) || IsTitle(c);

    public static bool IsPrintable(int c) => c < 0x7f
        ? c >= ' '
        : Category(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    public static bool IsIdentifierStart(int c) => c < 0x80
        ? c == '_' || char.IsAsciiLetter((char)c)
        : Category(c) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber != In(UnicodeTables.IdentifierStartExceptions, c);

    public static bool IsIdentifierPart(int c) => c < 0x80
        ? c == '_' || char.IsAsciiLetterOrDigit((char)c)
        : Category(c) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation != In(UnicodeTables.IdentifierExceptions, c);

    public static bool IsIdentifier(string text)
    {
        if (text.Length == 0 || !IsIdentifierStart(At(text, 0)))
        {
            return false;
        }

        for (int i = Width(text, 0); i < text.Length; i += Width(text, i))
        {
            if (!IsIdentifierPart(At(text, i)))
            {
                return false;
            }
        }

        return true;
    }

    public static string ToUpper(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToUpperInvariant();
        }

        var upper = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            AppendMapped(upper, At(text, i), UnicodeTables.Upper, s_upperMany);
        }

        return upper.ToString();
    }

    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var lower = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            AppendLower(lower, text, i);
        }

        return lower.ToString();
    }

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            int c = At(text, i);
            if (s_fold.Value.TryGetValue(c, out string? many))
            {
                folded.Append(many);
            }
            else
            {
                AppendMapped(folded, c, UnicodeTables.Lower, s_lowerMany);
            }
        }

        return folded.ToString();
    }

    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        AppendTitle(result, At(text, 0));
        for (int i = Width(text, 0); i < text.Length; i += Width(text, i))
        {
            AppendLower(result, text, i);
        }

        return result.ToString();
    }

    public static string ToTitle(string text)
    {
        var result = new StringBuilder(text.Length);
        bool cased = false;
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            int c = At(text, i);
            if (cased)
            {
                AppendLower(result, text, i);
            }
            else
            {
                AppendTitle(result, c);
            }

            cased = IsCased(c);
        }

        return result.ToString();
    }

    public static string SwapCase(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i += Width(text, i))
        {
            int c = At(text, i);
            if (IsUpper(c))
            {
                AppendLower(result, text, i);
            }
            else if (IsLower(c))
            {
                AppendMapped(result, c, UnicodeTables.Upper, s_upperMany);
            }
            else
            {
                Append(result, c);
            }
        }

        return result.ToString();
    }

    private static void AppendTitle(StringBuilder text, int c)
    {
        if (c >= 0x80 && s_titleMany.Value.TryGetValue(c, out string? many))
        {
            text.Append(many);
        }
        else
        {
            Append(text, TryMap(UnicodeTables.Title, c, out int mapped) ? mapped : Mapped(UnicodeTables.Upper, c));
        }
    }

    private static void AppendLower(StringBuilder lower, string text, int index)
    {
        int c = At(text, index);
        if (c == 0x3a3)
        {
            lower.Append(IsFinalSigma(text, index) ? '\u03c2' : '\u03c3');
        }
        else
        {
            AppendMapped(lower, c, UnicodeTables.Lower, s_lowerMany);
        }
    }

    // A sigma at the end of a word has a form of its own.
    private static bool IsFinalSigma(string text, int index)
    {
        bool cased = LastSeen(text, index) is int last && IsCased(last);
        if (!cased)
        {
            return false;
        }

        for (int after = index + 1; after < text.Length; after += Width(text, after))
        {
            int c = At(text, after);
            if (!IsCaseIgnorable(c))
            {
                return !IsCased(c);
            }
        }

        return true;
    }

    private static int? LastSeen(string text, int index)
    {
        int at = index - 1;
        while (at >= 0)
        {
            int c = Before(text, ref at);
            if (!IsCaseIgnorable(c))
            {
                return c;
            }
        }

        return null;
    }

    private static int Before(string text, ref int at)
    {
        if (at > 0 && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
        {
            at -= 2;
            return char.ConvertToUtf32(text[at + 1], text[at + 2]);
        }

        return text[at--];
    }

    private static bool IsCaseIgnorable(int c) =>
        c is '\'' or '.' or ':' or 0xb7 or 0x387 or 0x55f or 0x5f4 or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xfe13 or 0xfe52 or 0xfe55 or 0xff07 or 0xff0e
            or 0xff1a
        || Category(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter
            or UnicodeCategory.ModifierSymbol;

    private static void AppendMapped(StringBuilder text, int c, ReadOnlySpan<int> table, Lazy<Dictionary<int, string>> many)
    {
        if (c >= 0x80 && many.Value.TryGetValue(c, out string? mapped))
        {
            text.Append(mapped);
        }
        else
        {
            Append(text, Mapped(table, c));
        }
    }

    private static int Mapped(ReadOnlySpan<int> table, int c) => TryMap(table, c, out int mapped) ? mapped : c;

    private static bool TryMap(ReadOnlySpan<int> table, int c, out int mapped)
    {
        mapped = c;
        int low = 0;
        int high = (table.Length / 4) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int at = middle * 4;
            if (c < table[at])
            {
                high = middle - 1;
            }
            else if (c > table[at + 1])
            {
                low = middle + 1;
            }
            else
            {
                bool there = (c - table[at]) % table[at + 2] == 0;
                mapped = there ? c + table[at + 3] : c;
                return there;
            }
        }

        return false;
    }

    private static bool In(ReadOnlySpan<int> ranges, int c)
    {
        for (int i = 0; i < ranges.Length; i += 2)
        {
            if (c <= ranges[i + 1])
            {
                return c >= ranges[i];
            }
        }

        return false;
    }

    private static Dictionary<int, string> Many(string entries) => entries.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(static entry => At(entry, 0), static entry => entry[Width(entry, 0)..]);
}
