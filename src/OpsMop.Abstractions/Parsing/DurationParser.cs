using System;
using System.Globalization;
using System.Text;

namespace OpsMop.Parsing;

/// <summary>Reads lengths of time such as <c>90s</c> and <c>1h30m</c>.</summary>
internal static class DurationParser
{
    private const long Week = 7 * TimeSpan.TicksPerDay;
    private const long Microsecond = TimeSpan.TicksPerMillisecond / 1000;

    private static readonly string[] s_names = ["w", "d", "h", "m", "s", "ms", "us"];

    private static readonly long[] s_ticks =
        [Week, TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMillisecond, Microsecond];

    /// <summary>Reads numbers with units, the larger units first, each once.</summary>
    public static bool TryParse(string text, out TimeSpan value, out string? error)
    {
        value = default;
        if (text.Length == 0)
        {
            error = "A duration must not be empty; write it as 90s or 1h30m.";
            return false;
        }

        decimal ticks = 0;
        int last = -1;
        int i = 0;
        while (i < text.Length)
        {
            int start = i;
            while (i < text.Length && text[i] >= '0' && text[i] <= '9')
            {
                i++;
            }

            int unitStart = i;
            while (i < text.Length && text[i] >= 'a' && text[i] <= 'z')
            {
                i++;
            }

            string number = text.Substring(start, unitStart - start);
            string unit = text.Substring(unitStart, i - unitStart);
            if (number.Length > 0 && number.Length == text.Length)
            {
                error = $"'{text}' has no unit; did you mean {text}s?";
                return false;
            }

            int index = Array.IndexOf(s_names, unit);
            if (number.Length == 0 || index < 0)
            {
                error = $"'{text}' is not a duration; write whole numbers with the units w, d, h, m, s, ms or us, such as 90s or 1h30m.";
                return false;
            }

            if (index <= last)
            {
                error = $"'{text}' is not a duration: larger units stand first, each once, such as 1h30m.";
                return false;
            }

            last = index;

            // Fifteen digits of any unit fit a decimal, and more of the smallest are thirty years written as microseconds.
            bool tooLong = number.Length > 15;
            ticks += tooLong ? 0 : decimal.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) * s_ticks[index];
            if (tooLong || ticks > long.MaxValue)
            {
                error = $"'{text}' is too long a duration; the longest is {Print(TimeSpan.MaxValue)}.";
                return false;
            }
        }

        value = TimeSpan.FromTicks((long)ticks);
        error = null;
        return true;
    }

    /// <summary>The canonical text: the largest units first; weeks only where nothing is left over.</summary>
    public static string Print(TimeSpan value)
    {
        long rest = value.Ticks;
        if (rest == 0)
        {
            return "0s";
        }

        var text = new StringBuilder();
        for (int i = rest % Week == 0 ? 0 : 1; i < s_ticks.Length; i++)
        {
            long count = rest / s_ticks[i];
            rest %= s_ticks[i];
            if (count > 0)
            {
                text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(s_names[i]);
            }
        }

        return text.ToString();
    }
}
