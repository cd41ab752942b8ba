using System.Numerics;

namespace OpsMop.Templates;

/// <summary>The methods and members of numbers.</summary>
internal static class NumberMethods
{
    /// <summary>Those of whole numbers.</summary>
    public static MethodTable OfInteger { get; } = new("int",
        ("bit_length", "", static (context, self, a) => Length(BigInteger.Abs(Operators.Integer(self)))),
        ("bit_count", "", static (context, self, a) => Ones(BigInteger.Abs(Operators.Integer(self)))),
        ("conjugate", "", static (context, self, a) => Operators.Integer(self)),
        ("as_integer_ratio", "", static (context, self, a) => new TupleValue(Operators.Integer(self), 1)));

    /// <summary>Those of numbers with a fraction.</summary>
    public static MethodTable OfFloat { get; } = new("float",
        ("is_integer", "", static (context, self, a) => self.TryGetFloat(out double d) && double.IsFinite(d) && Math.Floor(d) == d),
        ("conjugate", "", static (context, self, a) => self),
        ("as_integer_ratio", "", static (context, self, a) => throw context.Fault("as_integer_ratio() of a float is not supported")),
        ("hex", "", static (context, self, a) => throw context.Fault("hex() of a float is not supported")));

    public static bool TryGetAttribute(MethodTable methods, Value self, string name, out Value value)
    {
        bool isFloat = self.TryGetFloat(out _);
        value = name switch
        {
            "real" => isFloat ? self : Operators.Integer(self),
            "imag" => isFloat ? 0.0 : 0,
            "numerator" when !isFloat => Operators.Integer(self),
            "denominator" when !isFloat => 1,
            _ => default(Value),
        };
        return !value.IsUndefined || methods.TryBind(self, name, out value);
    }

    private static Value Length(BigInteger number) => number.IsZero ? 0 : number.GetBitLength();

    private static Value Ones(BigInteger number)
    {
        int count = 0;
        foreach (byte b in number.ToByteArray(isUnsigned: true))
        {
            count += BitOperations.PopCount(b);
        }

        return count;
    }
}
