using System.Numerics;

namespace OpsMop.Templates;

/// <summary>What lists and tuples share: indices and slices.</summary>
internal static class Sequences
{
    public static bool TryGetItem(IReadOnlyList<Value> items, Value index, out Value value)
    {
        if (TryGetIndex(index, items.Count, out int at))
        {
            value = items[at];
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryGetIndex(Value index, int count, out int at)
    {
        at = 0;
        if (!index.TryGetInt64(out long i))
        {
            return false;
        }

        i = i < 0 ? i + count : i;
        at = (int)Math.Clamp(i, 0, int.MaxValue);
        return i >= 0 && i < count;
    }

    /// <summary>Python's bounds of a slice; positions are those at which to begin and before which to end.</summary>
    public static (int Start, int Stop, int Step, int Count) Slice(Value start, Value stop, Value step, int count, RenderContext context)
    {
        BigInteger by = Bound(step, BigInteger.One, context);
        if (by.IsZero)
        {
            throw context.Fault("slice step cannot be zero");
        }

        bool back = by.Sign < 0;
        BigInteger from = Place(Bound(start, back ? count - 1 : 0, context), IsGiven(start), back, count);
        BigInteger to = Place(Bound(stop, back ? -1 : count, context), IsGiven(stop), back, count);
        BigInteger length = back ? from - to : to - from;
        int items = length.Sign <= 0 ? 0 : (int)(((length - 1) / BigInteger.Abs(by)) + 1);
        return ((int)from, (int)to, (int)BigInteger.Max(int.MinValue, BigInteger.Min(int.MaxValue, by)), items);
    }

    public static List<Value> Slice(IReadOnlyList<Value> items, Value start, Value stop, Value step, RenderContext context)
    {
        (int from, _, int by, int count) = Slice(start, stop, step, items.Count, context);
        var slice = new List<Value>(count);
        for (int i = 0; i < count; i++)
        {
            slice.Add(items[from + (i * by)]);
        }

        return slice;
    }

    private static bool IsGiven(Value bound) => !bound.IsNone && !bound.IsNotGiven;

    private static BigInteger Bound(Value bound, BigInteger otherwise, RenderContext context)
    {
        if (!IsGiven(bound))
        {
            return otherwise;
        }

        if (bound.IsUndefined)
        {
            throw Operators.UndefinedFault(bound, context);
        }

        return bound.TryGetInteger(out BigInteger value) ? value
            : throw context.Fault($"slice indices must be integers or None, not {Operators.TypeName(bound)}");
    }

    private static BigInteger Place(BigInteger bound, bool given, bool back, int count)
    {
        if (!given)
        {
            return bound;
        }

        bound = bound.Sign < 0 ? bound + count : bound;
        return back ? BigInteger.Max(-1, BigInteger.Min(count - 1, bound)) : BigInteger.Max(0, BigInteger.Min(count, bound));
    }
}
