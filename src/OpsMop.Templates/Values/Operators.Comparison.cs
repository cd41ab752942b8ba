using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OpsMop.Templates;

/// <content>Equality, order, membership.</content>
public static partial class Operators
{
    private enum Order
    {
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    }

    /// <summary><c>left == right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool Equal(Value left, Value right, RenderContext context)
    {
        if (left.TryGetString(out string? a) && right.TryGetString(out string? b))
        {
            return a == b;
        }

        if (left.TryGetInt64(out long x) && right.TryGetInt64(out long y))
        {
            return x == y;
        }

        if (IsLenient(left) || IsLenient(right))
        {
            if (left.IsUndefined && right.IsUndefined)
            {
                return IsLenient(left) && IsLenient(right) ? true : throw UndefinedFault(IsLenient(left) ? right : left, context);
            }

            return false;
        }

        CheckDefined(left, right, context);
        if (left.IsNumber || right.IsNumber)
        {
            return left.IsNumber && right.IsNumber && NumbersEqual(left, right);
        }

        if (left.IsText || right.IsText)
        {
            // One of them is secret: how long it takes does not tell where they differ.
            return left.IsText && right.IsText && CryptographicOperations.FixedTimeEquals(
                MemoryMarshal.AsBytes(Composer.Reveal(left, context).AsSpan()),
                MemoryMarshal.AsBytes(Composer.Reveal(right, context).AsSpan()));
        }

        return left.IsNone || right.IsNone ? left.IsNone && right.IsNone : ObjectsEqual(left.AsObject()!, right.AsObject()!, context);
    }

    /// <summary><c>left != right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool NotEqual(Value left, Value right, RenderContext context) => !Equal(left, right, context);

    /// <summary><c>left &lt; right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool Less(Value left, Value right, RenderContext context) => Compare(left, right, Order.Less, context);

    /// <summary><c>left &lt;= right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool LessOrEqual(Value left, Value right, RenderContext context) => Compare(left, right, Order.LessOrEqual, context);

    /// <summary><c>left > right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool Greater(Value left, Value right, RenderContext context) => Compare(left, right, Order.Greater, context);

    /// <summary><c>left >= right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool GreaterOrEqual(Value left, Value right, RenderContext context) => Compare(left, right, Order.GreaterOrEqual, context);

    /// <summary><c>item in container</c>.</summary>
    /// <param name="item">The item.</param>
    /// <param name="container">Where it is looked for.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static bool Contains(Value item, Value container, RenderContext context)
    {
        if (container.IsUndefined)
        {
            if (IsLenient(container))
            {
                return false;
            }

            throw UndefinedFault(container, context);
        }

        if (container.IsText)
        {
            CheckDefined(item, item, context);
            return item.IsText
                ? Composer.Reveal(container, context).Contains(Composer.Reveal(item, context), StringComparison.Ordinal)
                : throw context.Fault($"'in <string>' requires string as left operand, not {TypeName(item)}");
        }

        switch (container.AsObject())
        {
            case DictionaryValue dictionary:
                return dictionary.TryGet(item, context, out _);
            case DictionaryView { IsKeys: true } view:
                return view.Dictionary.TryGet(item, context, out _);
            case RangeValue range when item.TryGetInteger(out BigInteger number):
                return range.TryFind(number, out _);
            case { IsIterable: true } iterable:
                foreach (Value candidate in iterable.Iterate(context))
                {
                    if (IsSameOrEqual(candidate, item, context))
                    {
                        return true;
                    }
                }

                return false;
            default:
                throw context.Fault($"argument of type '{TypeName(container)}' is not iterable");
        }
    }

    /// <summary>What Python's containers ask: the same thing, or equal.</summary>
    internal static bool IsSameOrEqual(Value left, Value right, RenderContext context) =>
        (left.Kind is ValueKind.Object or ValueKind.None && Value.AreSame(left, right)) || Equal(left, right, context);

    internal static bool NumbersEqual(Value left, Value right)
    {
        bool leftIsFloat = left.TryGetFloat(out double x);
        bool rightIsFloat = right.TryGetFloat(out double y);
        return leftIsFloat && rightIsFloat ? x == y
            : leftIsFloat ? !double.IsNaN(x) && Numbers.Compare(Integer(right), x) == 0
            : rightIsFloat ? !double.IsNaN(y) && Numbers.Compare(Integer(left), y) == 0
            : Integer(left) == Integer(right);
    }

    private static bool Compare(Value left, Value right, Order order, RenderContext context)
    {
        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b))
        {
            return Holds(order, a.CompareTo(b));
        }

        CheckDefined(left, right, context);
        if (left.IsNumber && right.IsNumber)
        {
            bool leftIsFloat = left.TryGetFloat(out double x);
            bool rightIsFloat = right.TryGetFloat(out double y);
            if ((leftIsFloat && double.IsNaN(x)) || (rightIsFloat && double.IsNaN(y)))
            {
                return false;
            }

            return Holds(order, leftIsFloat && rightIsFloat ? (x < y ? -1 : x > y ? 1 : 0)
                : leftIsFloat ? -Numbers.Compare(Integer(right), x)
                : rightIsFloat ? Numbers.Compare(Integer(left), y)
                : Integer(left).CompareTo(Integer(right)));
        }

        if (left.IsText && right.IsText)
        {
            return Holds(order, Characters.Compare(Composer.Reveal(left, context), Composer.Reveal(right, context)));
        }

        return (left.AsObject(), right.AsObject()) switch
        {
            (ListValue x, ListValue y) => Compare(x.Items, y.Items, order, context),
            (TupleValue x, TupleValue y) => Compare(x.Items, y.Items, order, context),
            _ => throw context.Fault($"'{Sign(order)}' not supported between instances of '{TypeName(left)}' and '{TypeName(right)}'"),
        };
    }

    private static bool Compare(IReadOnlyList<Value> left, IReadOnlyList<Value> right, Order order, RenderContext context)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep(context);
        }

        context.Step();
        int both = Math.Min(left.Count, right.Count);
        for (int i = 0; i < both; i++)
        {
            if (!IsSameOrEqual(left[i], right[i], context))
            {
                return Compare(left[i], right[i], order, context);
            }
        }

        return Holds(order, left.Count - right.Count);
    }

    private static bool ObjectsEqual(ValueObject left, ValueObject right, RenderContext context)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep(context);
        }

        context.Step();
        return (left, right) switch
        {
            (ListValue a, ListValue b) => ItemsEqual(a.Items, b.Items, context),
            (TupleValue a, TupleValue b) => ItemsEqual(a.Items, b.Items, context),
            (DictionaryValue a, DictionaryValue b) => a.Count == b.Count
                && a.Entries.All(entry => b.TryGet(entry.Key, context, out Value other) && IsSameOrEqual(entry.Value, other, context)),
            (DictionaryView { IsValues: false } a, DictionaryView { IsValues: false } b) => a.Count == b.Count
                && a.Iterate(context).All(item => Contains(item, b, context)),
            (RangeValue a, RangeValue b) => a.IsSame(b),
            (ObjectValue a, ObjectValue b) => a.Target.Equals(b.Target),
            _ => false,
        };
    }

    private static bool ItemsEqual(IReadOnlyList<Value> left, IReadOnlyList<Value> right, RenderContext context)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!IsSameOrEqual(left[i], right[i], context))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(Order order, int comparison) => order switch
    {
        Order.Less => comparison < 0,
        Order.LessOrEqual => comparison <= 0,
        Order.Greater => comparison > 0,
        _ => comparison >= 0,
    };

    private static string Sign(Order order) => order switch
    {
        Order.Less => "<",
        Order.LessOrEqual => "<=",
        Order.Greater => ">",
        _ => ">=",
    };
}
