using System.Numerics;

namespace OpsMop.Templates;

/// <summary>Reads what a method or a filter was given.</summary>
internal static class Arguments
{
    /// <summary>A whole number, cut to 64 bits.</summary>
    public static long Index(RenderContext context, Value value)
    {
        Check(context, value);
        if (value.TryGetInt64(out long number))
        {
            return number;
        }

        return value.TryGetInteger(out BigInteger big)
            ? big.Sign < 0 ? long.MinValue / 2 : long.MaxValue / 2
            : throw context.Fault($"'{Operators.TypeName(value)}' object cannot be interpreted as an integer");
    }

    /// <summary>A whole number, cut to what an index may be.</summary>
    public static int Int(RenderContext context, Value value, int otherwise) =>
        value.IsNotGiven ? otherwise : (int)Math.Clamp(Index(context, value), int.MinValue / 2, int.MaxValue / 2);

    /// <summary>A string.</summary>
    public static string Str(RenderContext context, Value value, string what)
    {
        Check(context, value);
        return value.TryGetString(out string? text) ? text : throw context.Fault($"{what} must be str, not {Operators.TypeName(value)}");
    }

    public static bool True(RenderContext context, Value value, bool otherwise) => value.IsNotGiven ? otherwise : Operators.IsTrue(value, context);

    public static Value Or(Value value, Value otherwise) => value.IsNotGiven ? otherwise : value;

    /// <summary>Whether it was not given, or is none.</summary>
    public static bool IsNone(Value value) => value.IsNotGiven || value.IsNone;

    public static void Check(RenderContext context, Value value)
    {
        if (value.IsUndefined)
        {
            throw Operators.UndefinedFault(value, context);
        }
    }
}
