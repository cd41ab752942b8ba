namespace OpsMop.Templates;

/// <summary>Sorts as Python does: stable, by <c>&lt;</c> alone.</summary>
internal static class Sorting
{
    public static List<Value> Sort(
        IEnumerable<Value> items, Func<Value, Value> key, bool reverse, RenderContext context, Func<Value, Value, RenderContext, bool>? less = null)
    {
        less ??= Operators.Less;
        var rows = new List<(Value Key, Value Item)>();
        foreach (Value item in items)
        {
            if (rows.Count >= context.Limits.Items)
            {
                throw Operators.TooMany(context);
            }

            rows.Add((key(item), item));
        }

        // Reversed before and after, so that what is equal stays in its order.
        if (reverse)
        {
            rows.Reverse();
        }

        (Value Key, Value Item)[] sorted = [.. rows];
        Sort(sorted, new (Value Key, Value Item)[sorted.Length], 0, sorted.Length, less, context);
        if (reverse)
        {
            Array.Reverse(sorted);
        }

        var result = new List<Value>(sorted.Length);
        foreach ((_, Value item) in sorted)
        {
            result.Add(item);
        }

        return result;
    }

    private static void Sort(
        (Value Key, Value Item)[] rows, (Value Key, Value Item)[] spare, int from, int to, Func<Value, Value, RenderContext, bool> less, RenderContext context)
    {
        if (to - from < 64)
        {
            Insert(rows, from, to, less, context);
            return;
        }

        int middle = (from + to) / 2;
        Sort(rows, spare, from, middle, less, context);
        Sort(rows, spare, middle, to, less, context);
        Array.Copy(rows, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int at = from; left < middle; at++)
        {
            context.Step();
            rows[at] = right < to && less(rows[right].Key, spare[left].Key, context) ? rows[right++] : spare[left++];
        }
    }

    // Python's own way for short lists, first a run and then binary insertion: with a NaN among the keys the order of comparisons is seen in the result.
    private static void Insert((Value Key, Value Item)[] rows, int from, int to, Func<Value, Value, RenderContext, bool> less, RenderContext context)
    {
        if (to - from < 2)
        {
            return;
        }

        int run = from + 2;
        if (less(rows[from + 1].Key, rows[from].Key, context))
        {
            while (run < to && less(rows[run].Key, rows[run - 1].Key, context))
            {
                run++;
            }

            Array.Reverse(rows, from, run - from);
        }
        else
        {
            while (run < to && !less(rows[run].Key, rows[run - 1].Key, context))
            {
                run++;
            }
        }

        for (; run < to; run++)
        {
            (Value Key, Value Item) pivot = rows[run];
            int low = from;
            int high = run;
            while (low < high)
            {
                int middle = low + ((high - low) >> 1);
                if (less(pivot.Key, rows[middle].Key, context))
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }
            }

            Array.Copy(rows, low, rows, low + 1, run - low);
            rows[low] = pivot;
        }
    }
}
