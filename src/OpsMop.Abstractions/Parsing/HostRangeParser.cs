using System.Globalization;

namespace OpsMop.Parsing;

/// <summary>Writes out ranges of host names: <c>web[01:50].example.com</c>, <c>db-[a:f]</c>, <c>rack[1:9:2]-node[1:4]</c>.</summary>
internal static class HostRangeParser
{
    /// <summary>So many hosts no range is meant to be; a slip in a number is.</summary>
    private const int MaxNames = 100_000;

    /// <summary>Whether a name has something in brackets with a colon in it.</summary>
    public static bool IsRange(string text)
    {
        int open = text.IndexOf('[');
        return open >= 0 && text.IndexOf(':', open) is var colon && colon > 0 && text.IndexOf(']', colon) > 0;
    }

    /// <summary>Writes a name out; one without a range is itself. Of several ranges the last one turns fastest.</summary>
    public static bool TryExpand(string text, out IReadOnlyList<string> names, out string? error)
    {
        var expanded = new List<string> { "" };
        names = expanded;
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf('[', at);
            if (open < 0)
            {
                break;
            }

            int close = text.IndexOf(']', open);
            if (close < 0)
            {
                error = $"'{text}' opens a bracket and does not close it; a range is written as web[01:50].";
                return false;
            }

            if (!TryRead(text, text.Substring(open + 1, close - open - 1), out List<string> steps, out error))
            {
                return false;
            }

            if ((long)expanded.Count * steps.Count > MaxNames)
            {
                error = TooMany(text);
                return false;
            }

            string between = text.Substring(at, open - at);
            var next = new List<string>(expanded.Count * steps.Count);
            foreach (string begin in expanded)
            {
                foreach (string step in steps)
                {
                    next.Add(begin + between + step);
                }
            }

            expanded = next;
            at = close + 1;
        }

        if (at < text.Length)
        {
            string end = text.Substring(at);
            for (int i = 0; i < expanded.Count; i++)
            {
                expanded[i] += end;
            }
        }

        names = expanded;
        error = null;
        return true;
    }

    private static string TooMany(string text) => $"'{text}' are more than {MaxNames} hosts; check the ends of its ranges.";

    private static bool TryRead(string text, string inside, out List<string> steps, out string? error)
    {
        steps = [];
        string[] parts = inside.Split(':');
        string wanted = $"'[{inside}]' in '{text}' is not a range; write its first and last number or letter, such as [01:50] or [a:f], and after another colon its step.";
        int step = 1;
        if (parts.Length is not (2 or 3) || parts[0].Length == 0 || parts[1].Length == 0 || (parts.Length == 3 && (!TryNumber(parts[2], out step) || step == 0)))
        {
            error = wanted;
            return false;
        }

        string first = parts[0], last = parts[1];
        if (first.Length == 1 && last.Length == 1 && IsLetter(first[0]) && IsLetter(last[0]) && char.IsUpper(first[0]) == char.IsUpper(last[0]))
        {
            for (int c = first[0]; c <= last[0]; c += step)
            {
                steps.Add(((char)c).ToString());
            }
        }
        else if (TryNumber(first, out int low) && TryNumber(last, out int high))
        {
            bool padded = (first.Length > 1 && first[0] == '0') || (last.Length > 1 && last[0] == '0');
            if (padded && first.Length != last.Length)
            {
                int width = Math.Max(first.Length, last.Length);
                error = $"'[{inside}]' in '{text}': both ends of a range with leading zeros have the same length, such as [{first.PadLeft(width, '0')}:{last.PadLeft(width, '0')}].";
                return false;
            }

            if ((high - low) / step >= MaxNames)
            {
                error = TooMany(text);
                return false;
            }

            for (long number = low; number <= high; number += step)
            {
                string digits = number.ToString(CultureInfo.InvariantCulture);
                steps.Add(padded ? digits.PadLeft(first.Length, '0') : digits);
            }
        }
        else
        {
            error = wanted;
            return false;
        }

        error = steps.Count > 0 ? null : $"'[{inside}]' in '{text}' ends before it begins; write [{last}:{first}].";
        return error is null;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
