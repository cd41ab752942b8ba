using System.Globalization;
using System.Numerics;
using System.Text;

namespace OpsMop.Templates;

/// <summary>Python's format specification: <c>[[fill]align][sign][#][0][width][grouping][.precision][type]</c>.</summary>
internal readonly struct FormatSpec
{
    private readonly RenderContext _context;

    private FormatSpec(string spec, RenderContext context)
    {
        _context = context;
        int[] points = Characters.CodePoints(spec);
        int at = 0;
        Fill = ' ';
        bool fillGiven = false;
        if (points.Length >= 2 && IsAlign(points[1]))
        {
            Fill = points[0];
            fillGiven = true;
            Align = (char)points[1];
            at = 2;
        }
        else if (points.Length >= 1 && IsAlign(points[0]))
        {
            Align = (char)points[0];
            at = 1;
        }

        if (at < points.Length && points[at] is '+' or '-' or ' ')
        {
            Sign = (char)points[at++];
        }

        if (at < points.Length && points[at] == 'z')
        {
            throw context.Fault("The option z of a format specification is not supported");
        }

        if (at < points.Length && points[at] == '#')
        {
            Alternate = true;
            at++;
        }

        if (!fillGiven && at < points.Length && points[at] == '0')
        {
            Fill = '0';
            if (Align == 0)
            {
                Align = '=';
                DefaultAlign = true;
            }

            at++;
        }

        Width = Number(points, ref at, context) ?? -1;
        if (at < points.Length && points[at] is ',' or '_')
        {
            Grouping = (char)points[at++];
            if (at < points.Length && points[at] is ',' or '_')
            {
                throw context.Fault(points[at] == Grouping ? $"Cannot specify '{Grouping}' with '{Grouping}'." : "Cannot specify both ',' and '_'.");
            }
        }

        Precision = -1;
        if (at < points.Length && points[at] == '.')
        {
            at++;
            Precision = Number(points, ref at, context) ?? throw context.Fault("Format specifier missing precision");
        }

        if (points.Length - at > 1)
        {
            throw context.Fault($"Invalid format specifier '{spec}'");
        }

        Type = at < points.Length ? points[at] : 0;
        StringMethods.CheckWidth(context, Width);
        StringMethods.CheckWidth(context, Precision);
    }

    private int Fill { get; }

    private char Align { get; }

    // A zero before the width aligns numbers only.
    private bool DefaultAlign { get; }

    private char Sign { get; }

    private bool Alternate { get; }

    private int Width { get; }

    private char Grouping { get; }

    private int Precision { get; }

    private int Type { get; }

    /// <summary>What Python's <c>format(value, spec)</c> gives, appended.</summary>
    public static void Append(Composer text, Value value, string spec)
    {
        RenderContext context = text.Context;
        if (spec.Length == 0)
        {
            text.AppendStr(value);
            return;
        }

        Arguments.Check(context, value);
        if (value.IsText)
        {
            int start = text.Length;
            text.Append(new FormatSpec(spec, context).OfText(Composer.Reveal(value, context)));
            if (value.IsSecret)
            {
                text.Hide(start);
            }
        }
        else if (value.TryGetFloat(out double d))
        {
            text.Append(new FormatSpec(spec, context).OfFloat(d));
        }
        else if (value.TryGetInteger(out BigInteger number))
        {
            text.Append(new FormatSpec(spec, context).OfInteger(number));
        }
        else
        {
            throw context.Fault($"unsupported format string passed to {Operators.TypeName(value)}.__format__");
        }
    }

    /// <summary>A number that is not negative in one of the styles <c>e f g</c>; addPoint makes <c>1.0</c> of <c>1</c>.</summary>
    public static string Digits(double value, char style, int precision, bool alternate, bool addPoint = false)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : "inf";
        }

        var text = new StringBuilder();
        switch (style)
        {
            case 'f':
                text.Append(Numbers.Fixed(value, precision));
                if (precision == 0 && alternate)
                {
                    text.Append('.');
                }

                break;
            case 'e':
                (string digits, int exponent) = Numbers.Significant(value, precision + 1);
                text.Append(digits[0]);
                if (precision > 0 || alternate)
                {
                    text.Append('.').Append(digits, 1, precision);
                }

                Numbers.AppendExponent(text, exponent, 'e');
                break;
            default:
                precision = Math.Max(precision, 1);
                (digits, exponent) = Numbers.Significant(value, precision);
                string kept = alternate ? digits : digits.TrimEnd('0');
                kept = kept.Length == 0 ? "0" : kept;
                if (exponent + 1 <= -4 || exponent + 1 > precision - (addPoint ? 1 : 0))
                {
                    text.Append(kept[0]);
                    if (kept.Length > 1 || alternate)
                    {
                        text.Append('.').Append(kept, 1, kept.Length - 1);
                    }

                    Numbers.AppendExponent(text, exponent, 'e');
                }
                else
                {
                    Numbers.AppendFixed(text, kept, exponent);
                    if (exponent >= kept.Length - 1)
                    {
                        text.Append(addPoint ? ".0" : alternate ? "." : "");
                    }
                }

                break;
        }

        return text.ToString();
    }

    private static bool IsAlign(int c) => c is '<' or '>' or '=' or '^';

    private static int? Number(int[] points, ref int at, RenderContext context)
    {
        long? number = null;
        while (at < points.Length && points[at] is >= '0' and <= '9')
        {
            number = ((number ?? 0) * 10) + points[at++] - '0';
            if (number > int.MaxValue)
            {
                throw context.Fault("Too many decimal digits in format string");
            }
        }

        return (int?)number;
    }

    private string OfText(string value)
    {
        if (Type is not (0 or 's'))
        {
            throw UnknownType("str");
        }

        if (Sign != 0)
        {
            throw _context.Fault(Sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
        }

        if (Alternate)
        {
            throw _context.Fault("Alternate form (#) not allowed in string format specifier");
        }

        if (Align == '=' && !DefaultAlign)
        {
            throw _context.Fault("'=' alignment not allowed in string format specifier");
        }

        if (Grouping != 0)
        {
            throw _context.Fault($"Cannot specify '{Grouping}' with 's'.");
        }

        int length = Characters.Length(value);
        if (Precision >= 0 && Precision < length)
        {
            value = Characters.Range(value, 0, Precision);
            length = Precision;
        }

        return Padded("", value, length, Align is '=' or '\0' ? '<' : Align);
    }

    private string OfInteger(BigInteger value)
    {
        if (Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            return OfFloat(Numbers.ToDouble(value, _context));
        }

        if (Precision >= 0)
        {
            throw _context.Fault("Precision not allowed in integer format specifier");
        }

        if (Type == 'c')
        {
            if (Sign != 0 || Alternate || Grouping != 0)
            {
                throw _context.Fault("Sign, alternate form and grouping are not allowed with integer format specifier 'c'");
            }

            return value.Sign < 0 || value > 0x10ffff
                ? throw _context.Fault("%c arg not in range(0x110000)")
                : Padded("", Characters.Of((int)value), 1, Align == 0 ? '<' : Align);
        }

        string digits;
        string prefix = "";
        BigInteger absolute = BigInteger.Abs(value);
        switch (Type)
        {
            case 0 or 'd' or 'n':
                digits = Numbers.Str(absolute, _context);
                break;
            case 'b':
                digits = absolute.ToString("B", CultureInfo.InvariantCulture).TrimStart('0');
                prefix = "0b";
                break;
            case 'o':
                digits = Octal(absolute);
                prefix = "0o";
                break;
            case 'x' or 'X':
                digits = absolute.ToString(Type == 'x' ? "x" : "X", CultureInfo.InvariantCulture).TrimStart('0');
                prefix = Type == 'x' ? "0x" : "0X";
                break;
            default:
                throw UnknownType("int");
        }

        digits = digits.Length == 0 ? "0" : digits;
        if (Grouping == ',' && Type is not (0 or 'd'))
        {
            throw _context.Fault($"Cannot specify ',' with '{(char)Type}'.");
        }

        if (Grouping != 0 && Type == 'n')
        {
            throw _context.Fault($"Cannot specify '{Grouping}' with 'n'.");
        }

        return Numeric(value.Sign < 0, Alternate ? prefix : "", digits, "", Type is 'b' or 'o' or 'x' or 'X' ? 4 : 3);
    }

    private string OfFloat(double value)
    {
        char style = Type switch
        {
            0 => 'r',
            'e' or 'E' => 'e',
            'f' or 'F' or '%' => 'f',
            'g' or 'G' or 'n' => 'g',
            _ => throw UnknownType("float"),
        };
        if (Type == 'n' && Grouping != 0)
        {
            throw _context.Fault($"Cannot specify '{Grouping}' with 'n'.");
        }

        bool negative = double.IsNegative(value) && !double.IsNaN(value);
        double absolute = double.IsNaN(value) ? value : Math.Abs(value);
        if (Type == '%')
        {
            absolute *= 100;
        }

        string digits;
        if (style == 'r')
        {
            digits = Precision < 0 ? Numbers.Repr(absolute) : Digits(absolute, 'g', Precision, Alternate, addPoint: true);
        }
        else
        {
            digits = Digits(absolute, style, Precision < 0 ? 6 : Precision, Alternate);
        }

        int exponent = digits.IndexOf('e', StringComparison.Ordinal);
        if (style == 'r' && Alternate && exponent >= 0 && !digits.Contains('.', StringComparison.Ordinal))
        {
            digits = digits.Insert(exponent, ".");
        }

        if (Type == '%')
        {
            digits += "%";
        }

        if (Type is 'E' or 'F' or 'G')
        {
            digits = digits.ToUpperInvariant();
        }

        int whole = 0;
        while (whole < digits.Length && char.IsAsciiDigit(digits[whole]))
        {
            whole++;
        }

        return Numeric(negative, "", digits[..whole], digits[whole..], 3);
    }

    // Sign, prefix, digits in groups, and the rest.
    private string Numeric(bool negative, string prefix, string digits, string rest, int group)
    {
        string lead = (negative ? "-" : Sign is '+' or ' ' ? Sign.ToString() : "") + prefix;
        if (Grouping != 0 && digits.Length > 0)
        {
            int count = digits.Length;
            if (Fill == '0' && Align == '=')
            {
                int wanted = Width - lead.Length - rest.Length;
                while (count + ((count - 1) / group) < wanted)
                {
                    count++;
                }
            }

            digits = digits.PadLeft(count, '0');
            var grouped = new StringBuilder();
            for (int i = 0; i < digits.Length; i++)
            {
                if (i > 0 && (digits.Length - i) % group == 0)
                {
                    grouped.Append(Grouping);
                }

                grouped.Append(digits[i]);
            }

            digits = grouped.ToString();
        }

        return Padded(lead, digits + rest, lead.Length + digits.Length + rest.Length, Align == 0 ? '>' : Align);
    }

    private string Padded(string lead, string body, int length, char align)
    {
        int missing = Width - length;
        if (missing <= 0)
        {
            return lead + body;
        }

        string fill = Characters.Of(Fill);
        int left = align switch { '<' => 0, '^' => missing / 2, _ => missing };
        return align == '='
            ? lead + StringMethods.Times(fill, missing) + body
            : StringMethods.Times(fill, left) + lead + body + StringMethods.Times(fill, missing - left);
    }

    private static string Octal(BigInteger value)
    {
        // Three bits a digit: what has 2^20 bits is not divided over and over.
        string bits = value.ToString("B", CultureInfo.InvariantCulture).TrimStart('0');
        bits = bits.PadLeft((bits.Length + 2) / 3 * 3, '0');
        var octal = new StringBuilder(bits.Length / 3);
        for (int i = 0; i < bits.Length; i += 3)
        {
            octal.Append((char)('0' + ((bits[i] - '0') * 4) + ((bits[i + 1] - '0') * 2) + bits[i + 2] - '0'));
        }

        return octal.ToString().TrimStart('0');
    }

    private TemplateException UnknownType(string type) => _context.Fault($"Unknown format code '{Characters.Of(Type)}' for object of type '{type}'");
}
