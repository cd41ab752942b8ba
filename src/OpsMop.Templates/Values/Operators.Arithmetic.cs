using System.Numerics;
using System.Text;

namespace OpsMop.Templates;

/// <content>Numbers, and what the same operators do with sequences.</content>
public static partial class Operators
{
    /// <summary><c>left + right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Add(Value left, Value right, RenderContext context)
    {
        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b))
        {
            long sum = unchecked(a + b);
            return ((a ^ sum) & (b ^ sum)) >= 0 ? sum : (BigInteger)a + b;
        }

        if (left.Kind == ValueKind.String && right.Kind == ValueKind.String)
        {
            left.TryGetString(out string? first);
            right.TryGetString(out string? second);
            return Joined(first!, second!, context);
        }

        CheckDefined(left, right, context);
        if (left.IsNumber && right.IsNumber)
        {
            return IsFloat(left, right)
                ? Numbers.ToDouble(left, context) + Numbers.ToDouble(right, context)
                : Numbers.Bounded(Integer(left) + Integer(right), context);
        }

        if (left.IsText && right.IsText)
        {
            bool markup = left.IsMarkup || right.IsMarkup;
            var text = new Composer(context);
            text.AppendStr(markup ? Html.Escape(left, context) : left);
            text.AppendStr(markup ? Html.Escape(right, context) : right);
            return text.ToValue(markup);
        }

        if (left.IsText)
        {
            throw context.Fault($"can only concatenate str (not \"{TypeName(right)}\") to str; write ~ in place of + to join values as text");
        }

        switch (left.AsObject(), right.AsObject())
        {
            case (ListValue x, ListValue y):
                return new ListValue(Together(x.Items, y.Items, context));
            case (TupleValue x, TupleValue y):
                return new TupleValue([.. Together(x.Items, y.Items, context)]);
            case (ListValue or TupleValue, _):
                throw context.Fault($"can only concatenate {TypeName(left)} (not \"{TypeName(right)}\") to {TypeName(left)}");
            default:
                throw Unsupported("+", left, right, context, right.IsText ? "; write ~ in place of + to join values as text" : "");
        }
    }

    /// <summary><c>left - right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Subtract(Value left, Value right, RenderContext context)
    {
        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b))
        {
            long difference = unchecked(a - b);
            return ((a ^ b) & (a ^ difference)) >= 0 ? difference : (BigInteger)a - b;
        }

        CheckNumbers("-", left, right, context);
        return IsFloat(left, right)
            ? Numbers.ToDouble(left, context) - Numbers.ToDouble(right, context)
            : Numbers.Bounded(Integer(left) - Integer(right), context);
    }

    /// <summary><c>left * right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Multiply(Value left, Value right, RenderContext context)
    {
        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b))
        {
            long high = Math.BigMul(a, b, out long low);
            return high == low >> 63 ? low : (BigInteger)a * b;
        }

        CheckDefined(left, right, context);
        if (left.IsNumber && right.IsNumber)
        {
            return IsFloat(left, right)
                ? Numbers.ToDouble(left, context) * Numbers.ToDouble(right, context)
                : Numbers.Bounded(Integer(left) * Integer(right), context);
        }

        if (IsSequence(left))
        {
            return Repeat(left, right, context);
        }

        return IsSequence(right) ? Repeat(right, left, context) : throw Unsupported("*", left, right, context);
    }

    /// <summary><c>left / right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Divide(Value left, Value right, RenderContext context)
    {
        CheckNumbers("/", left, right, context);
        if (IsFloat(left, right))
        {
            double divisor = Numbers.ToDouble(right, context);
            double dividend = Numbers.ToDouble(left, context);
            return divisor == 0 ? throw context.Fault("float division by zero") : dividend / divisor;
        }

        BigInteger by = Integer(right);
        return by.IsZero ? throw context.Fault("division by zero") : Numbers.Divide(Integer(left), by, context);
    }

    /// <summary><c>left // right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value FloorDivide(Value left, Value right, RenderContext context)
    {
        CheckNumbers("//", left, right, context);
        if (IsFloat(left, right))
        {
            double dividend = Numbers.ToDouble(left, context);
            double divisor = Numbers.ToDouble(right, context);
            return divisor == 0 ? throw context.Fault("float floor division by zero") : DivideAndRest(dividend, divisor).Quotient;
        }

        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b) && b > 0)
        {
            long quotient = a / b;
            return a % b < 0 ? quotient - 1 : quotient;
        }

        BigInteger by = Integer(right);
        if (by.IsZero)
        {
            throw context.Fault("integer division or modulo by zero");
        }

        BigInteger whole = BigInteger.DivRem(Integer(left), by, out BigInteger rest);
        return !rest.IsZero && rest.Sign != by.Sign ? whole - 1 : whole;
    }

    /// <summary><c>left % right</c>: a remainder, or a formatted text.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Modulo(Value left, Value right, RenderContext context)
    {
        if (left.IsText)
        {
            CheckDefined(left, IsLenient(right) ? left : right, context);
            return PercentFormat.Format(left, right, context);
        }

        CheckNumbers("%", left, right, context);
        if (IsFloat(left, right))
        {
            double dividend = Numbers.ToDouble(left, context);
            double divisor = Numbers.ToDouble(right, context);
            return divisor == 0 ? throw context.Fault("float modulo") : DivideAndRest(dividend, divisor).Remainder;
        }

        if (left.TryGetInt64(out long a) && right.TryGetInt64(out long b) && b > 0)
        {
            long remainder = a % b;
            return remainder < 0 ? remainder + b : remainder;
        }

        BigInteger by = Integer(right);
        if (by.IsZero)
        {
            throw context.Fault("integer division or modulo by zero");
        }

        BigInteger rest = BigInteger.Remainder(Integer(left), by);
        return !rest.IsZero && rest.Sign != by.Sign ? rest + by : rest;
    }

    /// <summary><c>left ** right</c>.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Power(Value left, Value right, RenderContext context)
    {
        CheckNumbers("** or pow()", left, right, context);
        if (IsFloat(left, right) || Integer(right).Sign < 0)
        {
            double x = Numbers.ToDouble(left, context);
            double y = Numbers.ToDouble(right, context);
            if (x == 0 && y < 0)
            {
                throw context.Fault("0.0 cannot be raised to a negative power");
            }

            if (x < 0 && double.IsFinite(x) && double.IsFinite(y) && Math.Floor(y) != y)
            {
                throw context.Fault("A negative number to a power that is not whole is a complex number, which templates do not have");
            }

            double power = Math.Pow(x, y);
            return double.IsInfinity(power) && double.IsFinite(x) && double.IsFinite(y) ? throw context.Fault("Numerical result out of range") : power;
        }

        BigInteger number = Integer(left);
        BigInteger exponent = Integer(right);
        if (number.IsZero || number.IsOne || number == BigInteger.MinusOne)
        {
            return exponent.IsZero ? 1 : number.Sign < 0 && exponent.IsEven ? 1 : number;
        }

        return (number.GetBitLength() - 1) * exponent > Numbers.MostBits
            ? throw context.Fault($"The number would have more than {Numbers.MostBits} bits, which is the limit")
            : Numbers.Bounded(BigInteger.Pow(number, (int)exponent), context);
    }

    /// <summary><c>-operand</c>.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Negate(Value operand, RenderContext context)
    {
        CheckDefined(operand, operand, context);
        if (operand.TryGetFloat(out double d))
        {
            return -d;
        }

        return operand.TryGetInteger(out BigInteger number) ? -number : throw context.Fault($"bad operand type for unary -: '{TypeName(operand)}'");
    }

    /// <summary><c>+operand</c>.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Plus(Value operand, RenderContext context)
    {
        CheckDefined(operand, operand, context);
        if (operand.TryGetFloat(out _))
        {
            return operand;
        }

        return operand.TryGetInteger(out BigInteger number) ? number : throw context.Fault($"bad operand type for unary +: '{TypeName(operand)}'");
    }

    internal static bool IsFloat(Value left, Value right) => left.TryGetFloat(out _) || right.TryGetFloat(out _);

    internal static BigInteger Integer(Value value)
    {
        value.TryGetInteger(out BigInteger number);
        return number;
    }

    private static void CheckNumbers(string op, Value left, Value right, RenderContext context)
    {
        CheckDefined(left, right, context);
        if (!left.IsNumber || !right.IsNumber)
        {
            throw Unsupported(op, left, right, context);
        }
    }

    private static TemplateException Unsupported(string op, Value left, Value right, RenderContext context, string remedy = "") =>
        context.Fault($"unsupported operand type(s) for {op}: '{TypeName(left)}' and '{TypeName(right)}'{remedy}");

    private static (double Quotient, double Remainder) DivideAndRest(double dividend, double divisor)
    {
        double rest = dividend % divisor;
        double quotient = (dividend - rest) / divisor;
        if (rest != 0)
        {
            if (divisor < 0 != rest < 0)
            {
                rest += divisor;
                quotient -= 1.0;
            }
        }
        else
        {
            rest = Math.CopySign(0.0, divisor);
        }

        double floor;
        if (quotient != 0)
        {
            floor = Math.Floor(quotient);
            if (quotient - floor > 0.5)
            {
                floor += 1.0;
            }
        }
        else
        {
            floor = Math.CopySign(0.0, dividend / divisor);
        }

        return (floor, rest);
    }

    private static bool IsSequence(Value value) => value.IsText || value.AsObject() is ListValue or TupleValue;

    private static Value Repeat(Value sequence, Value times, RenderContext context)
    {
        if (!times.TryGetInteger(out BigInteger wanted))
        {
            throw context.Fault($"can't multiply sequence by non-int of type '{TypeName(times)}'");
        }

        wanted = BigInteger.Max(wanted, BigInteger.Zero);
        if (sequence.IsText)
        {
            string text = Composer.Reveal(sequence, context);
            int repeats = text.Length * wanted > context.Limits.Characters ? throw TooLong(context) : text.Length == 0 ? 0 : (int)wanted;
            string repeated = text.Length == 1 ? new string(text[0], repeats) : new StringBuilder(text.Length * repeats).Insert(0, text, repeats).ToString();
            return sequence.IsSecret ? Value.Hidden(repeated, sequence.IsMarkup) : sequence.IsMarkup ? Value.Markup(repeated) : repeated;
        }

        var list = sequence.AsObject() as ListValue;
        IReadOnlyList<Value> items = list?.Items ?? ((TupleValue)sequence.AsObject()!).Items;
        int count = items.Count * wanted > context.Limits.Items ? throw TooMany(context) : items.Count == 0 ? 0 : (int)wanted;
        var all = new List<Value>(items.Count * count);
        for (int i = 0; i < count; i++)
        {
            all.AddRange(items);
        }

        return list is null ? new TupleValue([.. all]) : new ListValue(all);
    }

    private static List<Value> Together(IReadOnlyList<Value> first, IReadOnlyList<Value> second, RenderContext context) =>
        first.Count + (long)second.Count <= context.Limits.Items ? [.. first, .. second] : throw TooMany(context);
}
