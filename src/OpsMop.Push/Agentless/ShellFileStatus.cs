using System.Globalization;

namespace OpsMop.Push.Agentless;

/// <summary>Reads a file's status in the words of the tools that systems have for it.</summary>
internal static class ShellFileStatus
{
    /// <summary>Reads it.</summary>
    /// <param name="tool"><c>gnu</c> (busybox too), <c>bsd</c> (macOS too) or <c>ls</c>.</param>
    /// <param name="text">What the tool printed.</param>
    /// <param name="now">The time, for <c>ls</c>, which leaves out the year of what is recent.</param>
    /// <returns>The status, or <see langword="null"/> where it cannot be read.</returns>
    public static FileStatus? Parse(string tool, string text, DateTimeOffset now)
    {
        text = text.TrimEnd('\n');
        return tool == "ls" ? OfListing(text, now) : OfStat(text, tool == "gnu");
    }

    private static FileStatus? OfStat(string text, bool isGnu)
    {
        var parts = text.Split('|');
        var words = parts[0].Split(' ');
        if (parts.Length < 3
            || words.Length < 6
            || !TryMode(words[0], isGnu, out var bits)
            || !long.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !long.TryParse(words[4], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        return new FileStatus(
            (bits & 0xF000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Directory, 0xA000 => FileKind.Link, _ => FileKind.Other },
            UnixMode.FromBits(bits & 0xFFF),
            NameOr(parts[1], words[1]),
            NameOr(parts[2], words[2]),
            size,
            DateTimeOffset.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + Fraction(parts[0])));
    }

    private static bool TryMode(string text, bool isHexadecimal, out int bits)
    {
        try
        {
            bits = Convert.ToInt32(text, isHexadecimal ? 16 : 8);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            bits = 0;
            return false;
        }
    }

    // GNU and busybox say UNKNOWN of a number without a name; BSD says the number.
    private static string NameOr(string name, string number) => name is "" or "UNKNOWN" ? number : name;

    private static long Fraction(string text)
    {
        var dot = text.LastIndexOf('.');
        var ticks = 0L;
        for (var i = 1; i <= 7; i++)
        {
            ticks = (ticks * 10) + (dot >= 0 && dot + i < text.Length && char.IsAsciiDigit(text[dot + i]) ? text[dot + i] - '0' : 0);
        }

        return ticks;
    }

    private static FileStatus? OfListing(string text, DateTimeOffset now)
    {
        // The numbers first, then the names; a path may have a bar in it, so the second line is found by its first, which is equal but for the owners.
        var names = text.IndexOf("\n|", StringComparison.Ordinal);
        if (names < 0)
        {
            return null;
        }

        var words = text[..names].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = text[(names + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 8 || named.Length < 4 || words[0].Length < 10)
        {
            return null;
        }

        var kind = words[0][0] switch { '-' => FileKind.File, 'd' => FileKind.Directory, 'l' => FileKind.Link, _ => FileKind.Other };

        // A device has two numbers, with a comma, where others have a size.
        var isDevice = words[4].EndsWith(',');
        return new FileStatus(
            kind,
            UnixMode.FromBits(Mode(words[0])),
            named[2],
            named[3],
            !isDevice && long.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
            Time(words.AsSpan(isDevice ? 6 : 5), now));
    }

    private static int Mode(string letters)
    {
        var bits = 0;
        for (var i = 0; i < 9; i++)
        {
            bits |= letters[i + 1] is '-' or 'S' or 'T' ? 0 : 0x100 >> i;
        }

        bits |= letters[3] is 's' or 'S' ? 0x800 : 0;
        bits |= letters[6] is 's' or 'S' ? 0x400 : 0;
        bits |= letters[9] is 't' or 'T' ? 0x200 : 0;
        return bits;
    }

    // To the minute, or to the day where it is older than half a year: more than that ls does not say.
    private static DateTimeOffset Time(ReadOnlySpan<string> words, DateTimeOffset now)
    {
        if (words.Length < 3)
        {
            return DateTimeOffset.UnixEpoch;
        }

        var hasClock = words[2].Contains(':');
        var text = hasClock ? $"{words[0]} {words[1]} {now.Year} {words[2]}" : $"{words[0]} {words[1]} {words[2]} 00:00";
        return DateTimeOffset.TryParseExact(text, "MMM d yyyy HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? hasClock && time > now.AddDays(1) ? time.AddYears(-1) : time
            : DateTimeOffset.UnixEpoch;
    }
}
