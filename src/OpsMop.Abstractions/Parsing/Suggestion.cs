using System;
using System.Collections.Generic;

namespace OpsMop.Parsing;

/// <summary>Finds the name that a person meant.</summary>
internal static class Suggestion
{
    /// <summary>The known name nearest to a wrong one, the first of several; <see langword="null"/> if none is near: about one slip in three letters is.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> known)
    {
        string? nearest = null;
        int best = Math.Min(Math.Max(1, (wrong.Length + 1) / 3), wrong.Length - 1) + 1;
        foreach (string name in known)
        {
            if (Math.Abs(name.Length - wrong.Length) >= best)
            {
                continue;
            }

            int distance = Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < best)
            {
                best = distance;
                nearest = name;
            }
        }

        return nearest;
    }

    /// <summary><c> Did you mean 'x'?</c> with the blank before it, or nothing.</summary>
    public static string DidYouMean(string wrong, IEnumerable<string> known)
    {
        string? nearest = Nearest(wrong, known);
        return nearest is null ? "" : $" Did you mean '{nearest}'?";
    }

    /// <summary>Damerau and Levenshtein's distance: insertions, deletions, substitutions and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, beforeLast[j - 2] + 1);
                }

                row[j] = value;
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
