using System.Globalization;

namespace OpsMop.CommandLine.Output.Fleet;

/// <summary>Shows lists of hosts in the syntax that inventories and patterns read: <c>web[01:47],db1</c>.</summary>
internal static class HostNames
{
    // What an inventory reads as the number of a range.
    private const int MostDigits = 9;

    /// <summary>The names in order, those that differ in one number as ranges.</summary>
    /// <param name="hosts">The names, in any order.</param>
    public static string Show(IEnumerable<string> hosts) => string.Join(',', Compress(hosts).Select(Visible.Line));

    /// <summary><c>47 hosts: web[01:47]</c>.</summary>
    /// <param name="hosts">The names.</param>
    public static string ShowCounted(IReadOnlyCollection<string> hosts) => $"{Count(hosts.Count)}: {Show(hosts)}";

    /// <summary><c>1 host</c>, <c>47 hosts</c>.</summary>
    /// <param name="hosts">How many.</param>
    public static string Count(int hosts) => string.Create(CultureInfo.InvariantCulture, $"{hosts} {(hosts == 1 ? "host" : "hosts")}");

    /// <summary>The names in order, those that differ in one number as ranges. Writing the ranges out gives the names again.</summary>
    /// <param name="hosts">The names, in any order; one that is there twice counts once.</param>
    public static IReadOnlyList<string> Compress(IEnumerable<string> hosts)
    {
        var names = hosts.Distinct(StringComparer.Ordinal).Order(HostOrder.Natural).ToList();
        if (names.Count < 2)
        {
            return names;
        }

        // A name with several numbers may be part of several series: rack1-node1. The longest wins.
        var numbers = names.Select(NumbersOf).ToList();
        var sizes = new Dictionary<(string Before, string After), int>();
        foreach (var number in numbers.SelectMany(all => all))
        {
            sizes[number.Series] = sizes.GetValueOrDefault(number.Series) + 1;
        }

        var series = new Dictionary<(string Before, string After), Series>();
        var parts = new List<(string First, Series? Of)>();
        for (var i = 0; i < names.Count; i++)
        {
            var best = numbers[i].OrderByDescending(number => sizes[number.Series]).FirstOrDefault();
            if (best.Digits is null || sizes[best.Series] < 2)
            {
                parts.Add((names[i], null));
                continue;
            }

            if (!series.TryGetValue(best.Series, out var known))
            {
                series[best.Series] = known = new Series(best.Series.Before, best.Series.After, []);
                parts.Add((names[i], known));
            }

            known.Digits.Add(best.Digits);
        }

        return [.. parts.SelectMany(part => part.Of is { } of ? of.Ranges() : [part.First])];
    }

    private static List<Number> NumbersOf(string name)
    {
        var numbers = new List<Number>();
        if (name.AsSpan().ContainsAny("[]:,"))
        {
            // An address of IPv6, or a name that reads as a range already.
            return numbers;
        }

        for (var at = 0; at < name.Length;)
        {
            if (!char.IsAsciiDigit(name[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < name.Length && char.IsAsciiDigit(name[end]))
            {
                end++;
            }

            if (end - at <= MostDigits)
            {
                numbers.Add(new Number((name[..at], name[end..]), name[at..end]));
            }

            at = end;
        }

        return numbers;
    }

    private readonly record struct Number((string Before, string After) Series, string Digits);

    private sealed record Series(string Before, string After, List<string> Digits)
    {
        public IEnumerable<string> Ranges()
        {
            // Numbers of a length that has zeros before them count among themselves; all others count on from one length to the next, as 9 and 10 do.
            var padded = Digits.Where(IsPadded).Select(digits => digits.Length).ToHashSet();
            return Digits
                .GroupBy(digits => padded.Contains(digits.Length) ? digits.Length : 0)
                .SelectMany(alike => Runs([.. alike.OrderBy(ValueOf)]))
                .OrderBy(run => ValueOf(run.First))
                .SelectMany(Show);
        }

        private static bool IsPadded(string digits) => digits.Length > 1 && digits[0] == '0';

        private static long ValueOf(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

        private static IEnumerable<(string First, string Last)> Runs(List<string> sorted)
        {
            for (int first = 0, last = 0; first < sorted.Count; first = ++last)
            {
                while (last + 1 < sorted.Count && ValueOf(sorted[last + 1]) == ValueOf(sorted[last]) + 1)
                {
                    last++;
                }

                yield return (sorted[first], sorted[last]);
            }
        }

        private IEnumerable<string> Show((string First, string Last) run)
        {
            var (first, last) = (Before + run.First + After, Before + run.Last + After);
            var range = $"{Before}[{run.First}:{run.Last}]{After}";
            return first == last ? [first]
                : ValueOf(run.Last) == ValueOf(run.First) + 1 && range.Length > first.Length + last.Length ? [first, last]
                : [range];
        }
    }
}
