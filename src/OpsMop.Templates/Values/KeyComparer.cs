using System.Numerics;
using System.Runtime.CompilerServices;

namespace OpsMop.Templates;

/// <summary>Which keys of a dictionary are one, as Python says: <c>1 == 1.0 == True</c>, and strings by their characters.</summary>
internal sealed class KeyComparer : IEqualityComparer<Value>
{
    public static KeyComparer Instance { get; } = new();

    /// <summary>Reports what cannot be a key.</summary>
    public static void Check(Value key, RenderContext context)
    {
        if (key.IsUndefined)
        {
            throw Operators.UndefinedFault(key, context);
        }

        if (!IsHashable(key))
        {
            throw context.Fault($"unhashable type: '{Operators.TypeName(key)}'; a key is a string, a number, a truth value, none, or a tuple of such");
        }
    }

    public static bool IsHashable(Value key) => key.AsObject() switch
    {
        null => !key.IsUndefined,
        TupleValue tuple => RuntimeHelpers.TryEnsureSufficientExecutionStack() && tuple.Items.All(IsHashable),
        ListValue or DictionaryValue or UndefinedValue => false,
        DictionaryView view => view.IsValues,
        _ => true,
    };

    public bool Equals(Value x, Value y)
    {
        if (Value.AreSame(x, y))
        {
            return true;
        }

        if (x.TryGetString(out string? a) && y.TryGetString(out string? b))
        {
            return a == b;
        }

        if (x.IsNumber)
        {
            return y.IsNumber && Operators.NumbersEqual(x, y);
        }

        if (x.IsText)
        {
            return y.IsText && Raw(x) == Raw(y);
        }

        return (x.AsObject(), y.AsObject()) switch
        {
            (TupleValue left, TupleValue right) =>
                RuntimeHelpers.TryEnsureSufficientExecutionStack() && left.Items.Count == right.Items.Count && left.Items.SequenceEqual(right.Items, this),
            (RangeValue left, RangeValue right) => left.IsSame(right),
            (ObjectValue left, ObjectValue right) => left.Target.Equals(right.Target),
            var (left, right) => x.Kind == y.Kind && ReferenceEquals(left, right),
        };
    }

    public int GetHashCode(Value key)
    {
        if (key.TryGetString(out string? text))
        {
            return string.GetHashCode(text, StringComparison.Ordinal);
        }

        // HashCode begins with a number of chance: nobody can choose keys that are slow together.
        if (key.TryGetInt64(out long number))
        {
            return HashCode.Combine(number);
        }

        if (key.TryGetFloat(out double d))
        {
            return Math.Floor(d) == d && Math.Abs(d) < 9e18 ? HashCode.Combine((long)d)
                : double.IsFinite(d) && Math.Floor(d) == d ? GetHashCode((Value)new BigInteger(d))
                : HashCode.Combine(d);
        }

        if (key.TryGetInteger(out BigInteger big))
        {
            return HashCode.Combine(big);
        }

        if (key.IsText)
        {
            return string.GetHashCode(Raw(key), StringComparison.Ordinal);
        }

        switch (key.AsObject())
        {
            case TupleValue tuple:
                var hash = default(HashCode);
                foreach (Value item in tuple.Items)
                {
                    hash.Add(item, this);
                }

                return hash.ToHashCode();
            case RangeValue range:
                return range.Start.GetHashCode();
            case ObjectValue o:
                return o.Target.GetHashCode();
            case { } other:
                return RuntimeHelpers.GetHashCode(other);
            default:
                return 0;
        }
    }

    private static string Raw(Value text) => text.TryGetString(out string? plain) ? plain : text.TryGetSecret(out Text? secret) ? secret.Reveal() : "";
}
