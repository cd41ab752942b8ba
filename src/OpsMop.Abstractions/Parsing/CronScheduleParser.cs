using System;

namespace OpsMop.Parsing;

/// <summary>Reads schedules of cron.</summary>
internal static class CronScheduleParser
{
    private static readonly string[] s_nicknames = ["@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
    private static readonly string[] s_fields = ["minute", "hour", "day of the month", "month", "day of the week"];
    private static readonly int[] s_lowest = [0, 0, 1, 1, 0];
    private static readonly int[] s_highest = [59, 23, 31, 12, 7];
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Reads five fields or a nickname such as <c>@daily</c>.</summary>
    /// <param name="text">The schedule.</param>
    /// <param name="canonical">The schedule with single spaces and names in lower case.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(string text, out string canonical, out string? error)
    {
        canonical = text;
        string[] fields = text.ToLowerInvariant().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 0)
        {
            error = "A schedule must not be empty; write it as '0 3 * * *' or @daily.";
            return false;
        }

        if (fields[0][0] == '@')
        {
            bool known = fields.Length == 1 && Array.IndexOf(s_nicknames, fields[0]) >= 0;
            error = known ? null : $"'{text}' is not a schedule that cron knows.{Suggestion.DidYouMean(fields[0], s_nicknames)}";
            canonical = known ? fields[0] : text;
            return known;
        }

        if (fields.Length != 5)
        {
            error = $"'{text}' has {Count(fields.Length)}; cron takes five: minute, hour, day of the month, month, day of the week.";
            return false;
        }

        for (int i = 0; i < 5; i++)
        {
            foreach (string item in fields[i].Split(','))
            {
                string? wrong = CheckItem(item, i);
                if (wrong is not null)
                {
                    error = $"'{text}' is not a schedule: in the {s_fields[i]}, {wrong}";
                    return false;
                }
            }
        }

        string joined = string.Join(" ", fields);
        canonical = joined == text ? text : joined;
        error = null;
        return true;
    }

    private static string Count(int fields) => fields == 1 ? "one field" : fields + " fields";

    private static string? CheckItem(string item, int field)
    {
        int low = s_lowest[field], high = s_highest[field];
        int slash = item.IndexOf('/');
        string range = slash < 0 ? item : item.Substring(0, slash);
        if (slash >= 0 && (!TryNumber(item.Substring(slash + 1), out int step) || step == 0))
        {
            return $"'{item}' has no step after its slash; write it as */5.";
        }

        if (range == "*")
        {
            return null;
        }

        int dash = range.IndexOf('-');
        string first = dash < 0 ? range : range.Substring(0, dash);
        string? wrong = Read(first, field, out int from);
        if (wrong is not null)
        {
            return wrong;
        }

        if (dash < 0)
        {
            // Not every cron takes 5/10, and those that do differ in what it means.
            return slash < 0 ? null : $"'{item}' has a step but no range; did you mean {first}-{(field == 4 ? 6 : high)}{item.Substring(slash)}?";
        }

        wrong = Read(range.Substring(dash + 1), field, out int to);
        if (wrong is not null)
        {
            return wrong;
        }

        if (from > to)
        {
            return to == 0 && field == 4
                ? $"'{range}' runs backwards because Sunday is 0 there; did you mean {from}-7?"
                : $"'{range}' runs backwards; did you mean {from}-{high},{low}-{to}?";
        }

        return null;
    }

    private static string? Read(string text, int field, out int value)
    {
        string[] names = field == 3 ? s_months : field == 4 ? s_days : [];
        value = Array.IndexOf(names, text);
        if (value >= 0)
        {
            value += field == 3 ? 1 : 0;
            return null;
        }

        if (!TryNumber(text, out value))
        {
            return $"'{text}' is not a value.{Suggestion.DidYouMean(text, names)}{(text == "?" ? " Write * for every." : "")}";
        }

        int low = s_lowest[field], high = s_highest[field];
        return value < low || value > high ? $"{text} is out of range; it goes from {low} to {high}." : null;
    }

    private static bool TryNumber(string text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 4)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (c < '0' || c > '9')
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
