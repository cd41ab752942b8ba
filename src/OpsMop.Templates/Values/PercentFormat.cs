using System.Globalization;
using System.Numerics;

namespace OpsMop.Templates;

/// <summary>Python's formatting with <c>%</c>.</summary>
internal static class PercentFormat
{
    public static Value Format(Value format, Value operand, RenderContext context)
    {
        try
        {
            return Write(format, operand, context);
        }
        catch (TemplateException) when (format.IsSecret)
        {
            // What is wrong may quote the format.
            throw context.Fault("Formatting with % cannot be done with this secret");
        }
    }

    private static Value Write(Value format, Value operand, RenderContext context)
    {
        bool markup = format.IsMarkup;
        string pattern = Composer.Reveal(format, context);
        var text = new Composer(context);
        var tuple = operand.AsObject() as TupleValue;
        bool mapping = operand.AsObject() is DictionaryValue or ListValue or RangeValue;
        int next = 0;
        bool used = false;
        Value Next()
        {
            if (tuple is not null && next < tuple.Items.Count)
            {
                return tuple.Items[next++];
            }

            if (tuple is null && !used)
            {
                used = true;
                return operand;
            }

            throw context.Fault("not enough arguments for format string");
        }

        for (int i = 0; i < pattern.Length;)
        {
            int percent = pattern.IndexOf('%', i);
            if (percent < 0)
            {
                text.Append(pattern[i..]);
                break;
            }

            text.Append(pattern[i..percent]);
            i = percent + 1;
            Value? keyed = null;
            if (i < pattern.Length && pattern[i] == '(')
            {
                if (!mapping)
                {
                    throw context.Fault("format requires a mapping");
                }

                int open = 1;
                int start = ++i;
                while (i < pattern.Length && open > 0)
                {
                    open += pattern[i] == '(' ? 1 : pattern[i] == ')' ? -1 : 0;
                    i++;
                }

                if (open > 0)
                {
                    throw context.Fault("incomplete format key");
                }

                string key = pattern[start..(i - 1)];
                keyed = operand.AsObject()!.TryGetItem(key, context, out Value found)
                    ? found
                    : throw context.Fault($"The format names '{key}', which is not given");
                used = true;
            }

            bool left = false, plus = false, blank = false, alternate = false, zero = false;
            for (; i < pattern.Length; i++)
            {
                if (pattern[i] == '-')
                {
                    left = true;
                }
                else if (pattern[i] == '+')
                {
                    plus = true;
                }
                else if (pattern[i] == ' ')
                {
                    blank = true;
                }
                else if (pattern[i] == '#')
                {
                    alternate = true;
                }
                else if (pattern[i] == '0')
                {
                    zero = true;
                }
                else
                {
                    break;
                }
            }

            int width = Number(pattern, ref i, Next, context) ?? -1;
            if (width < -1)
            {
                left = true;
                width = -width;
            }

            int precision = -1;
            if (i < pattern.Length && pattern[i] == '.')
            {
                i++;
                precision = Math.Max(0, Number(pattern, ref i, Next, context) ?? 0);
            }

            if (i < pattern.Length && pattern[i] is 'h' or 'l' or 'L')
            {
                i++;
            }

            if (i >= pattern.Length)
            {
                throw context.Fault("incomplete format");
            }

            StringMethods.CheckWidth(context, width);
            StringMethods.CheckWidth(context, precision);
            char conversion = pattern[i++];
            if (conversion == '%' && i == percent + 2)
            {
                text.Append('%');
                continue;
            }

            Value value = keyed ?? Next();
            if (!(conversion == 's' && Operators.IsLenient(value)))
            {
                Arguments.Check(context, value);
            }

            var piece = new Composer(context);
            string lead = "";
            bool number = true;
            bool wasText = false;
            switch (conversion)
            {
                case 's' or 'r' or 'a':
                    Value shown = conversion == 's' ? Composer.SoftStr(value, context) : Quoted(value, ascii: conversion == 'a', context);
                    shown = markup ? Html.Escape(shown, context) : shown;
                    Shorten(piece, shown, precision);
                    number = false;
                    wasText = true;
                    break;
                case 'c' when !markup:
                    piece.Append(Character(value, context));
                    number = false;
                    break;
                case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                    lead = Integer(piece, value, conversion, precision, alternate, markup, context);
                    break;
                case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                    if (!value.IsNumber)
                    {
                        throw value.IsSecret ? context.Fault($"%{conversion} cannot be done with a secret; write it with %s")
                            : context.Fault($"must be real number, not {Operators.TypeName(value)}");
                    }

                    double d = Numbers.ToDouble(value, context);
                    lead = double.IsNegative(d) && !double.IsNaN(d) ? "-" : "";
                    string digits = FormatSpec.Digits(Math.Abs(d), char.ToLowerInvariant(conversion), precision < 0 ? 6 : precision, alternate);
                    piece.Append(char.IsAsciiLetterUpper(conversion) ? digits.ToUpperInvariant() : digits);
                    break;
                default:
                    throw context.Fault(markup && conversion == 'c'
                        ? "%c is not possible in a text that is marked as safe"
                        : $"unsupported format character '{conversion}'; a percent sign by itself is written %%");
            }

            if (number && !lead.StartsWith('-'))
            {
                lead = (plus ? "+" : blank ? " " : "") + lead;
            }

            int start2 = text.Length;
            Value body = piece.ToValue();
            int length = lead.Length + Characters.Length(wasText || piece.IsSecret ? Composer.Reveal(body, context) : piece.Builder.ToString());
            int missing = Math.Max(0, width - length);
            bool zeros = zero && number && !left;
            if (!left && !zeros)
            {
                text.Append(' ', missing);
            }

            text.Append(lead);
            if (zeros)
            {
                text.Append('0', missing);
            }

            text.AppendStr(body);
            if (left)
            {
                text.Append(' ', missing);
            }

            if (piece.IsSecret)
            {
                text.Hide(start2);
            }
        }

        if ((tuple is not null && next < tuple.Items.Count) || (tuple is null && !mapping && !used))
        {
            throw context.Fault("not all arguments converted during string formatting");
        }

        if (format.IsSecret)
        {
            text.Hide(0);
        }

        return text.ToValue(markup);
    }

    private static int? Number(string pattern, ref int i, Func<Value> next, RenderContext context)
    {
        if (i < pattern.Length && pattern[i] == '*')
        {
            i++;
            Value value = next();
            return value.TryGetInt64(out long given) ? (int)Math.Clamp(given, -int.MaxValue, int.MaxValue) : throw context.Fault("* wants int");
        }

        long? number = null;
        while (i < pattern.Length && char.IsAsciiDigit(pattern[i]))
        {
            number = ((number ?? 0) * 10) + pattern[i++] - '0';
            if (number > int.MaxValue)
            {
                throw context.Fault("width or precision too big");
            }
        }

        return (int?)number;
    }

    private static Value Quoted(Value value, bool ascii, RenderContext context)
    {
        var text = new Composer(context);
        text.AppendRepr(value);
        return ascii && !text.IsSecret ? Ascii(text.ToPlain()) : text.ToValue();
    }

    /// <summary>What Python's <c>ascii</c> makes of a repr.</summary>
    public static string Ascii(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        foreach (int c in Characters.CodePoints(text))
        {
            _ = c < 0x80 ? result.Append((char)c)
                : c < 0x100 ? result.Append(CultureInfo.InvariantCulture, $"\\x{c:x2}")
                : c < 0x10000 ? result.Append(CultureInfo.InvariantCulture, $"\\u{c:x4}")
                : result.Append(CultureInfo.InvariantCulture, $"\\U{c:x8}");
        }

        return result.ToString();
    }

    private static void Shorten(Composer piece, Value text, int precision)
    {
        if (precision < 0)
        {
            piece.AppendStr(text);
            return;
        }

        string shown = Composer.Reveal(text, piece.Context);
        piece.Append(Characters.Length(shown) > precision ? Characters.Range(shown, 0, precision) : shown);
        if (text.IsSecret)
        {
            piece.Hide(0);
        }
    }

    private static string Character(Value value, RenderContext context)
    {
        if (value.TryGetInt64(out long c))
        {
            return c is >= 0 and <= 0x10ffff ? Characters.Of((int)c) : throw context.Fault("%c arg not in range(0x110000)");
        }

        return value.TryGetString(out string? text) && Characters.Length(text) == 1 ? text : throw context.Fault("%c requires int or char");
    }

    private static string Integer(Composer piece, Value value, char conversion, int precision, bool alternate, bool markup, RenderContext context)
    {
        if (!value.TryGetInteger(out BigInteger number))
        {
            if (conversion is not ('d' or 'i' or 'u') || !value.TryGetFloat(out double d))
            {
                throw value.IsSecret
                    ? context.Fault($"%{conversion} cannot be done with a secret; write it with %s")
                    : context.Fault($"%{conversion} format: {(conversion is 'o' or 'x' or 'X' ? "an integer" : "a real number")} is required, not {Operators.TypeName(value)}");
            }

            number = double.IsFinite(d) ? new BigInteger(d) : throw context.Fault($"cannot convert float {(double.IsNaN(d) ? "NaN" : "infinity")} to integer");
        }

        if (markup && conversion is 'o' or 'x' or 'X')
        {
            throw context.Fault($"%{conversion} is not possible in a text that is marked as safe");
        }

        string type = conversion is 'o' or 'x' or 'X' ? conversion.ToString() : "d";
        var digits = new Composer(context);
        FormatSpec.Append(digits, BigInteger.Abs(number), type);
        string shown = digits.ToPlain();
        piece.Append('0', Math.Max(0, precision - shown.Length));
        piece.Append(shown);
        string prefix = alternate ? conversion switch { 'o' => "0o", 'x' => "0x", 'X' => "0X", _ => "" } : "";
        return (number.Sign < 0 ? "-" : "") + prefix;
    }
}
