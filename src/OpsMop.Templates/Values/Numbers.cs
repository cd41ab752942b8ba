using System.Globalization;
using System.Numerics;
using System.Text;

namespace OpsMop.Templates;

/// <summary>Numbers as Python has them: how they are written, read and rounded.</summary>
internal static class Numbers
{
    /// <summary>How many bits a whole number may have: Python has no limit, and no patience either where somebody writes 9 ** 9 ** 9.</summary>
    public const int MostBits = 1 << 20;

    /// <summary>How many digits a whole number may have that is written or read: Python's own limit.</summary>
    private const int MostDigits = 4300;

    public static BigInteger Bounded(BigInteger value, RenderContext context) => value.GetBitLength() <= MostBits
        ? value
        : throw context.Fault($"The number has more than {MostBits} bits, which is the limit");

    public static double ToDouble(Value value, RenderContext context)
    {
        if (value.TryGetFloat(out double d))
        {
            return d;
        }

        if (value.TryGetInt64(out long small))
        {
            return small;
        }

        value.TryGetInteger(out BigInteger big);
        return ToDouble(big, context);
    }

    public static double ToDouble(BigInteger value, RenderContext context)
    {
        double d = Nearest(value);
        return double.IsInfinity(d) ? throw context.Fault("int too large to convert to float") : d;
    }

    /// <summary>The quotient of two whole numbers, rounded once.</summary>
    public static double Divide(BigInteger left, BigInteger right, RenderContext context)
    {
        const long Exact = 1L << 53;
        if (BigInteger.Abs(left) <= Exact && BigInteger.Abs(right) <= Exact)
        {
            return (double)left / (double)right;
        }

        bool negative = left.Sign < 0 != right.Sign < 0;
        left = BigInteger.Abs(left);
        right = BigInteger.Abs(right);
        if (left.IsZero)
        {
            return negative ? -0.0 : 0.0;
        }

        // 66 bits or more of the quotient, and whether there is a rest, decide the rounding.
        int shift = (int)Math.Clamp(right.GetBitLength() - left.GetBitLength() + 66, -2 * MostBits, 2 * MostBits);
        if (shift > 0)
        {
            left <<= shift;
        }
        else
        {
            right <<= -shift;
        }

        BigInteger quotient = BigInteger.DivRem(left, right, out BigInteger rest);
        double result = Scale(quotient, -shift, !rest.IsZero);
        return double.IsInfinity(result) ? throw context.Fault("integer division result too large for a float") : negative ? -result : result;
    }

    /// <summary>Compares a whole number with one with a fraction exactly; the latter is not a NaN.</summary>
    public static int Compare(BigInteger left, double right)
    {
        if (double.IsInfinity(right))
        {
            return right > 0 ? -1 : 1;
        }

        double floor = Math.Floor(right);
        int order = left.CompareTo(new BigInteger(floor));
        return order != 0 ? order : floor < right ? -1 : 0;
    }

    public static string Str(BigInteger value, RenderContext context)
    {
        if (value.GetBitLength() > MostDigits * 3.33 && BigInteger.Abs(value) >= BigInteger.Pow(10, MostDigits))
        {
            throw context.Fault($"Exceeds the limit ({MostDigits} digits) for integer string conversion");
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>As Python's <c>repr</c>: the shortest that is read back as the same number.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        (bool negative, string digits, int exponent) = Shortest(value);
        var text = new StringBuilder(32);
        if (negative)
        {
            text.Append('-');
        }

        if (exponent is >= -4 and < 16)
        {
            AppendFixed(text, digits, exponent);
            if (exponent >= digits.Length - 1)
            {
                text.Append(".0");
            }
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
            {
                text.Append('.').Append(digits, 1, digits.Length - 1);
            }

            AppendExponent(text, exponent, 'e');
        }

        return text.ToString();
    }

    /// <summary>The shortest digits that are read back as the same number, and the exponent of the first.</summary>
    public static (bool Negative, string Digits, int Exponent) Shortest(double value)
    {
        string r = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int exponent = 0;
        int e = r.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(r.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            r = r[..e];
        }

        int point = r.IndexOf('.');
        string whole = point < 0 ? r : r[..point];
        string all = point < 0 ? r : whole + r[(point + 1)..];
        exponent += whole.Length - 1;
        string stripped = all.TrimStart('0');
        exponent -= all.Length - stripped.Length;
        stripped = stripped.TrimEnd('0');
        return stripped.Length == 0 ? (double.IsNegative(value), "0", 0) : (double.IsNegative(value), stripped, exponent);
    }

    public static void AppendFixed(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        }
        else if (exponent >= digits.Length - 1)
        {
            text.Append(digits).Append('0', exponent - digits.Length + 1);
        }
        else
        {
            text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1);
        }
    }

    public static void AppendExponent(StringBuilder text, int exponent, char letter)
    {
        text.Append(letter).Append(exponent < 0 ? '-' : '+');
        string digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        text.Append('0', Math.Max(0, 2 - digits.Length)).Append(digits);
    }

    /// <summary>A number that is not negative with so many digits behind the point, rounded half to even on its exact value.</summary>
    public static string Fixed(double value, int precision)
    {
        // No number has more digits than 1074 behind the point.
        int exact = Math.Min(precision, 1100);
        string digits = Scaled(value, exact).ToString(CultureInfo.InvariantCulture).PadLeft(exact + 1, '0');
        return precision == 0 ? digits : digits[..^exact] + "." + digits[^exact..] + new string('0', precision - exact);
    }

    /// <summary>So many significant digits of a number that is not negative, rounded half to even on its exact value, and the exponent of the first.</summary>
    public static (string Digits, int Exponent) Significant(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        int exact = Math.Min(count, 1100);
        int exponent = (int)Math.Floor(Math.Log10(value));
        string digits;
        while (true)
        {
            digits = Scaled(value, exact - 1 - exponent).ToString(CultureInfo.InvariantCulture);
            if (digits.Length == exact)
            {
                break;
            }

            // The logarithm was off by one, or rounding made it one digit more.
            exponent += digits.Length > exact ? 1 : -1;
        }

        return (digits + new string('0', count - exact), exponent);
    }

    /// <summary>As Python's <c>round</c> with a number of digits.</summary>
    public static double Round(double value, int digits, RenderContext context)
    {
        if (!double.IsFinite(value) || digits > 323)
        {
            return value;
        }

        if (digits < -308)
        {
            return value * 0.0;
        }

        BigInteger scaled = Scaled(Math.Abs(value), digits);
        double result = double.Parse(scaled.ToString(CultureInfo.InvariantCulture) + "E" + (-digits).ToString(CultureInfo.InvariantCulture),
            NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(result) ? throw context.Fault("rounded value too large to represent") : double.IsNegative(value) ? -result : result;
    }

    /// <summary>A whole number rounded half to even to a multiple of a power of ten.</summary>
    public static BigInteger Round(BigInteger value, int digits)
    {
        if (digits >= 0)
        {
            return value;
        }

        if (-digits > MostBits / 3)
        {
            return BigInteger.Zero;
        }

        var unit = BigInteger.Pow(10, -digits);
        return DivideHalfEven(value, unit) * unit;
    }

    /// <summary>Reads a whole number as Python's <c>int</c> does; base 0 reads the prefix.</summary>
    public static bool TryParseInteger(string text, int numberBase, out BigInteger value)
    {
        value = default;
        if (!TryClean(text, out string? clean))
        {
            return false;
        }

        bool negative = clean.StartsWith('-');
        int at = negative || clean.StartsWith('+') ? 1 : 0;
        int prefix = clean.Length > at + 1 && clean[at] == '0' ? (clean[at + 1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        bool zeroOnly = false;
        if (numberBase == 0)
        {
            numberBase = prefix == 0 ? 10 : prefix;
            zeroOnly = prefix == 0 && clean.Length > at && clean[at] == '0';
        }

        if (prefix == numberBase)
        {
            at += 2;
            if (at < clean.Length && clean[at] == '_')
            {
                at++;
            }
        }

        var digits = new StringBuilder(clean.Length);
        bool lastIsDigit = false;
        for (; at < clean.Length; at++)
        {
            char c = clean[at];
            int digit = c is >= '0' and <= '9' ? c - '0' : (c | 0x20) is >= 'a' and <= 'z' && c < 0x80 ? (c | 0x20) - 'a' + 10 : -1;
            if (c == '_' && lastIsDigit)
            {
                lastIsDigit = false;
            }
            else if (digit >= 0 && digit < numberBase)
            {
                digits.Append(c);
                lastIsDigit = true;
            }
            else
            {
                return false;
            }
        }

        if (!lastIsDigit || (digits.Length > MostDigits && !BitOperations.IsPow2(numberBase)) || digits.Length > MostBits)
        {
            return false;
        }

        value = Parse(digits.ToString(), numberBase);
        if (zeroOnly && !value.IsZero)
        {
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>Reads a number as Python's <c>float</c> does.</summary>
    public static bool TryParseFloat(string text, out double value)
    {
        value = 0;
        if (!TryClean(text, out string? clean))
        {
            return false;
        }

        string unsigned = clean.StartsWith('-') || clean.StartsWith('+') ? clean[1..] : clean;
        double? word = unsigned.ToLowerInvariant() switch { "inf" or "infinity" => double.PositiveInfinity, "nan" => double.NaN, _ => null };
        if (word is { } w)
        {
            value = clean[0] == '-' ? -w : w;
            return true;
        }

        // Underscores stand between digits only.
        for (int i = 0; i < unsigned.Length; i++)
        {
            char c = unsigned[i];
            if (c == '_' ? i == 0 || i + 1 == unsigned.Length || !char.IsAsciiDigit(unsigned[i - 1]) || !char.IsAsciiDigit(unsigned[i + 1])
                : !(char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-'))
            {
                return false;
            }
        }

        return double.TryParse(
            clean.Replace("_", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value);
    }

    private static BigInteger Parse(string digits, int numberBase)
    {
        if (numberBase == 10)
        {
            return BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        }

        BigInteger value = BigInteger.Zero;
        foreach (char c in digits)
        {
            value = (value * numberBase) + (char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return value;
    }

    // Without blanks around it, and with ASCII's digits for those of other scripts.
    private static bool TryClean(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? clean)
    {
        var result = new StringBuilder(text.Length);
        foreach (int c in Characters.CodePoints(text))
        {
            if (c >= 0x80 && Characters.IsDecimal(c))
            {
                result.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(Characters.Of(c), 0)));
            }
            else if (c >= 0x80 && !Characters.IsSpace(c))
            {
                clean = null;
                return false;
            }
            else
            {
                result.Append((char)c);
            }
        }

        int start = 0;
        int end = result.Length;
        while (start < end && Characters.IsSpace(result[start]))
        {
            start++;
        }

        while (end > start && Characters.IsSpace(result[end - 1]))
        {
            end--;
        }

        clean = result.ToString(start, end - start);
        return clean.Length > 0;
    }

    /// <summary>A number that is not negative times a power of ten, rounded half to even.</summary>
    private static BigInteger Scaled(double value, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7ff);
        long mantissa = (bits & 0xfffffffffffffL) | (exponent == 0 ? 0 : 1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger numerator = mantissa;
        BigInteger denominator = BigInteger.One;
        if (power >= 0)
        {
            numerator *= BigInteger.Pow(10, power);
        }
        else
        {
            denominator = BigInteger.Pow(10, -power);
        }

        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        return DivideHalfEven(numerator, denominator);
    }

    private static BigInteger DivideHalfEven(BigInteger numerator, BigInteger denominator)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (BigInteger.Abs(rest) * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + (numerator.Sign < 0 ? -1 : 1) : quotient;
    }

    private static double Nearest(BigInteger value) => value.Sign < 0 ? -Scale(-value, 0, false) : Scale(value, 0, false);

    // value * 2^exponent, rounded half to even; sticky says that something small is added. BigInteger's own conversion cuts off.
    private static double Scale(BigInteger value, int exponent, bool sticky)
    {
        if (value.IsZero)
        {
            return 0.0;
        }

        long length = value.GetBitLength();
        long top = length + exponent;
        if (top > 1024)
        {
            return double.PositiveInfinity;
        }

        if (top < -1080)
        {
            return 0.0;
        }

        int kept = (int)Math.Min(53, top + 1074);
        int drop = (int)(length - kept);
        if (drop > 0)
        {
            BigInteger rest = value & ((BigInteger.One << drop) - 1);
            value >>= drop;
            int half = rest.CompareTo(BigInteger.One << (drop - 1));
            if (half > 0 || (half == 0 && (sticky || !value.IsEven)))
            {
                value += 1;
            }

            exponent += drop;
        }

        return Math.ScaleB((double)(ulong)value, exponent);
    }
}
