using System.Globalization;
using Microsoft.CodeAnalysis;
using OpsMop.Generators;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>The domain types of the contract as the compiler sees them: the same parsers that read their values at run time.</summary>
internal static class DomainValues
{
    /// <summary>What is wrong with a constant as a value of a domain type; <see langword="null"/> if nothing is, or if the type is another.</summary>
    /// <param name="type">The domain type.</param>
    /// <param name="value">A text, or a number.</param>
    public static string? FaultOf(ITypeSymbol type, object? value)
    {
        if (!type.IsContract(type.Name))
        {
            return null;
        }

        string? error = null;
        switch (value)
        {
            case string text:
                _ = type.Name switch
                {
                    "AbsolutePath" => AbsolutePathParser.TryParse(text, out _, out error),
                    "Cidr" => CidrParser.TryParse(text, out _, out _, out error),
                    "CronSchedule" => CronScheduleParser.TryParse(text, out _, out error),
                    "Duration" => DurationParser.TryParse(text, out _, out error),
                    "Port" => PortParser.TryParse(text, out _, out error),
                    "Sha256" => Sha256Parser.TryParse(text, out _, out error),
                    "SourceFile" => SourceFileParser.TryParse(text, out _, out error),
                    "UnitName" => UnitNameParser.TryParse(text, out _, out error),
                    "UnixMode" => UnixModeParser.TryParse(text, out _, out error),
                    _ => true,
                };
                break;
            case int or short or byte or sbyte or ushort when type.Name == "Port":
                error = PortParser.Check(Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
        }

        return error;
    }

    /// <summary>What was certainly meant by a text that is no value of a domain type; <see langword="null"/> where there is more than one right form, or none.</summary>
    public static string? RightForm(ITypeSymbol type, string text)
    {
        var trimmed = text.Trim();
        var right = trimmed.Length == 0 ? null : FaultOf(type, trimmed) is not { } error ? trimmed : type.Name switch
        {
            "UnixMode" => Mode(trimmed),
            "Duration" => Time(trimmed),
            "Sha256" => trimmed.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[0],
            "Cidr" => WithoutBlanks(trimmed),
            "SourceFile" => trimmed.Replace('\\', '/'),
            "Port" when trimmed.EndsWith("/tcp", StringComparison.Ordinal)
                || trimmed.EndsWith("/udp", StringComparison.Ordinal) => trimmed.Substring(0, trimmed.Length - 4),
            "Port" => trimmed.TrimStart(':'),
            _ => Meant(error),
        };
        return right is not null && right != text && FaultOf(type, right) is null ? right : null;
    }

    /// <summary>What a message itself says was meant: <c>Did you mean 'nginx.service'?</c></summary>
    public static string? Meant(string error)
    {
        const string question = "Did you mean '";
        var start = error.IndexOf(question, StringComparison.Ordinal) + question.Length;
        var end = start < question.Length ? -1 : error.IndexOf('\'', start);
        return end < 0 ? null : error.Substring(start, end - start);
    }

    private static string? Mode(string text)
    {
        var compact = WithoutBlanks(text);
        if (UnixModeParser.TryParse(compact, out _, out _))
        {
            return compact;
        }

        if (compact.StartsWith("0o", StringComparison.OrdinalIgnoreCase))
        {
            return "0" + compact.Substring(2).TrimStart('0');
        }

        if (compact.Length > 4 && compact[0] == '0')
        {
            return compact.TrimStart('0').PadLeft(4, '0');
        }

        // As ls prints it: -rw-r--r--.
        var listed = compact.Length == 10 && compact[0] is '-' or 'd' ? compact.Substring(1) : compact;
        if (listed.Length != 9)
        {
            return compact;
        }

        var bits = 0;
        for (var i = 0; i < 9; i++)
        {
            if (listed[i] != '-' && listed[i] != "rwx"[i % 3])
            {
                return null;
            }

            bits = (bits << 1) | (listed[i] == '-' ? 0 : 1);
        }

        return UnixModeParser.Print(bits);
    }

    /// <summary><c>90 s</c>, <c>5 minutes</c>, <c>1h, 30min</c>. A bare number has no single right form: seconds or milliseconds.</summary>
    private static string? Time(string text)
    {
        var right = new System.Text.StringBuilder();
        var i = 0;
        while (i < text.Length)
        {
            var start = i;
            i = Skip(text, i, char.IsDigit);
            right.Append(text, start, i - start);
            i = Skip(text, i, char.IsWhiteSpace);
            start = i;
            i = Skip(text, i, char.IsLetter);
            if (Unit(text.Substring(start, i - start).ToLowerInvariant()) is not { } unit)
            {
                return null;
            }

            right.Append(unit);
            i = Skip(text, i, c => char.IsWhiteSpace(c) || c == ',');
        }

        return right.ToString();
    }

    private static string? Unit(string word) => word switch
    {
        "w" or "week" or "weeks" => "w",
        "d" or "day" or "days" => "d",
        "h" or "hr" or "hrs" or "hour" or "hours" => "h",
        "m" or "min" or "mins" or "minute" or "minutes" => "m",
        "s" or "sec" or "secs" or "second" or "seconds" => "s",
        "ms" or "msec" or "msecs" or "millisecond" or "milliseconds" => "ms",
        "us" or "usec" or "usecs" or "microsecond" or "microseconds" => "us",
        _ => null,
    };

    private static int Skip(string text, int from, Func<char, bool> what)
    {
        while (from < text.Length && what(text[from]))
        {
            from++;
        }

        return from;
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
