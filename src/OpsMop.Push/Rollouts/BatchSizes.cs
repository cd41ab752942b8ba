using System.Globalization;

namespace OpsMop.Push.Rollouts;

/// <summary>Counts and percentages of hosts, as <c>Serial</c> and <c>MaxFailures</c> take them.</summary>
internal static class BatchSizes
{
    /// <summary>What is wrong with a size; <see langword="null"/> if nothing is.</summary>
    /// <param name="size">The size: <c>5</c>, <c>10%</c>.</param>
    /// <param name="least">The smallest that makes sense.</param>
    public static string? Fault(string size, int least)
    {
        ArgumentNullException.ThrowIfNull(size);
        return Parse(size) is not { } parsed ? $"'{size}' is neither a count nor a percentage of hosts; write 5 or 10%."
            : parsed.Number < least ? $"'{size}' is too small; the least is {least.ToString(CultureInfo.InvariantCulture)}{(parsed.IsPercentage ? "%" : "")}."
            : parsed is { IsPercentage: true, Number: > 100 } ? $"'{size}' is more than all hosts; the most is 100%."
            : null;
    }

    /// <summary>How many hosts a valid size is.</summary>
    /// <param name="size">The size.</param>
    /// <param name="hosts">What a percentage is of.</param>
    /// <returns>The count; of a percentage rounded down.</returns>
    public static int Count(string size, int hosts) =>
        Parse(size) is { } parsed ? parsed.IsPercentage ? (int)((long)hosts * parsed.Number / 100) : parsed.Number : throw new FormatException(Fault(size, 0));

    /// <summary>Cuts hosts into batches.</summary>
    /// <typeparam name="T">A host.</typeparam>
    /// <param name="hosts">The hosts.</param>
    /// <param name="sizes">The sizes of the batches, each one host at least; the last one repeats. Empty for one batch.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Cut<T>(IReadOnlyList<T> hosts, IReadOnlyList<string> sizes)
    {
        if (sizes.Count == 0)
        {
            return hosts.Count == 0 ? [] : [hosts];
        }

        var batches = new List<IReadOnlyList<T>>();
        for (var done = 0; done < hosts.Count;)
        {
            var size = Math.Max(1, Count(sizes[Math.Min(batches.Count, sizes.Count - 1)], hosts.Count));
            batches.Add([.. hosts.Skip(done).Take(size)]);
            done += size;
        }

        return batches;
    }

    private static (int Number, bool IsPercentage)? Parse(string size)
    {
        var text = size.AsSpan().Trim();
        var isPercentage = text.EndsWith("%");
        return int.TryParse(isPercentage ? text[..^1].TrimEnd() : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, isPercentage) : null;
    }
}
