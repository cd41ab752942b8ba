using System.Numerics;

namespace OpsMop.Templates;

/// <content>What is done with numbers.</content>
public static partial class Filters
{
    /// <summary>Without its sign.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Abs(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Arguments.Check(context, input);
        if (input.TryGetFloat(out double d))
        {
            return Math.Abs(d);
        }

        return input.TryGetInteger(out BigInteger number) ? BigInteger.Abs(number)
            : throw context.Fault($"bad operand type for abs(): '{Operators.TypeName(input)}'");
    }

    /// <summary>A size in bytes as people read it: <c>4.1 MB</c>.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value FileSizeFormat(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        double bytes = ToFloat(context, input) ?? throw context.Fault($"filesizeformat needs a number, not {Operators.TypeName(input)}");
        bool binary = Arguments.True(context, arguments[0], false);
        int unit = binary ? 1024 : 1000;
        if (bytes == 1)
        {
            return "1 Byte";
        }

        if (bytes < unit)
        {
            return $"{Numbers.Str(Whole(context, bytes), context)} Bytes";
        }

        string[] prefixes = binary ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
        for (int i = 0; ; i++)
        {
            double next = Numbers.ToDouble(BigInteger.Pow(unit, i + 2), context);
            if (bytes < next || i == prefixes.Length - 1)
            {
                return $"{FormatSpec.Digits(unit * bytes / next, 'f', 1, false)} {prefixes[i]}";
            }
        }
    }

    /// <summary>As a number with a fraction; a default, 0.0 unless said otherwise, if it is none.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Float(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Arguments.Check(context, input);
        CheckNoSecret(context, input, "float");
        return ToFloat(context, input) is { } d ? d : Arguments.Or(arguments[0], 0.0);
    }

    /// <summary>As a whole number; a default, 0 unless said otherwise, if it is none.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Int(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Arguments.Check(context, input);
        CheckNoSecret(context, input, "int");
        Value otherwise = Arguments.Or(arguments[0], 0);
        long numberBase = arguments[1].IsNotGiven ? 10 : Arguments.Index(context, arguments[1]);
        if (input.TryGetString(out string? text))
        {
            if (numberBase is 0 or (>= 2 and <= 36) && Numbers.TryParseInteger(text, (int)numberBase, out BigInteger parsed))
            {
                return parsed;
            }

            return Numbers.TryParseFloat(text, out double d) && !double.IsNaN(d) ? Whole(context, d) : otherwise;
        }

        if (input.TryGetFloat(out double number))
        {
            return double.IsNaN(number) ? otherwise : Whole(context, number);
        }

        return input.TryGetInteger(out BigInteger whole) ? whole : otherwise;
    }

    /// <summary>Rounded to so many digits behind the point; <c>common</c> to the nearest, <c>ceil</c> up, <c>floor</c> down.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Round(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Value precision = Arguments.Or(arguments[0], 0);
        string method = arguments[1].IsNotGiven ? "common" : arguments[1].TryGetString(out string? given) ? given : "";
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw context.Fault("method must be common, ceil or floor");
        }

        Arguments.Check(context, input);
        if (!input.IsNumber)
        {
            throw context.Fault($"round needs a number, not {Operators.TypeName(input)}; make one of it with | float");
        }

        if (method == "common")
        {
            if (precision.IsNone)
            {
                throw context.Fault("round needs the number of digits to be a whole number");
            }

            int digits = Arguments.Int(context, precision, 0);
            return input.TryGetFloat(out double d) ? Numbers.Round(d, digits, context) : Numbers.Round(Operators.Integer(input), digits);
        }

        Value scale = Operators.Power(10, precision, context);
        Value scaled = Operators.Multiply(input, scale, context);
        if (scaled.TryGetFloat(out double fraction))
        {
            scaled = Whole(context, method == "ceil" ? Math.Ceiling(fraction) : Math.Floor(fraction));
        }

        return Operators.Divide(scaled, scale, context);
    }

    // Python's float(): null where it would be an error that a filter catches.
    private static double? ToFloat(RenderContext context, Value input)
    {
        Arguments.Check(context, input);
        if (input.TryGetString(out string? text))
        {
            return Numbers.TryParseFloat(text, out double parsed) ? parsed : null;
        }

        return input.IsNumber ? Numbers.ToDouble(input, context) : null;
    }

    private static BigInteger Whole(RenderContext context, double number) => double.IsFinite(number)
        ? new BigInteger(number)
        : throw context.Fault($"cannot convert float {(double.IsNaN(number) ? "NaN" : "infinity")} to integer");

    private static void CheckNoSecret(RenderContext context, Value input, string filter)
    {
        if (input.IsSecret)
        {
            _ = Composer.Reveal(input, context);
            throw context.Fault($"{filter} of a secret would give a number that does not show as ***");
        }
    }
}
