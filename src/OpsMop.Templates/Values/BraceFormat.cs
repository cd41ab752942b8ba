using System.Text;

namespace OpsMop.Templates;

/// <summary>Python's <c>str.format</c>.</summary>
internal sealed class BraceFormat
{
    private readonly RenderContext _context;
    private readonly IReadOnlyList<Value> _positional;
    private readonly Value _named;
    private readonly bool _markup;
    private int _next;
    private bool _automatic;
    private bool _manual;

    private BraceFormat(IReadOnlyList<Value> positional, Value named, bool markup, RenderContext context)
    {
        _positional = positional;
        _named = named;
        _markup = markup;
        _context = context;
    }

    public static Value Format(Value format, Value positional, Value named, RenderContext context)
    {
        string pattern = Composer.Reveal(format, context);
        IReadOnlyList<Value> items = positional.AsObject() switch { TupleValue tuple => tuple.Items, ListValue list => list.Items, _ => [] };
        var text = new Composer(context);
        try
        {
            new BraceFormat(items, named, format.IsMarkup, context).Write(text, pattern, 2);
        }
        catch (TemplateException) when (format.IsSecret)
        {
            // What is wrong may quote the format.
            throw context.Fault("format() cannot be done with this secret");
        }

        if (format.IsSecret)
        {
            text.Hide(0);
        }

        return text.ToValue(format.IsMarkup);
    }

    private void Write(Composer text, string pattern, int depth)
    {
        if (depth == 0)
        {
            throw _context.Fault("Max string recursion exceeded");
        }

        for (int i = 0; i < pattern.Length;)
        {
            char c = pattern[i];
            if (c is not ('{' or '}'))
            {
                int next = pattern.AsSpan(i).IndexOfAny('{', '}');
                next = next < 0 ? pattern.Length : i + next;
                text.Append(pattern[i..next]);
                i = next;
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == c)
            {
                text.Append(c);
                i += 2;
            }
            else if (c == '}')
            {
                throw _context.Fault("Single '}' encountered in format string; write }} for a brace");
            }
            else
            {
                i = Field(text, pattern, i + 1, depth);
            }
        }
    }

    // From behind the brace that opens a field to behind the one that closes it.
    private int Field(Composer text, string pattern, int start, int depth)
    {
        int i = start;
        bool bracket = false;
        while (i < pattern.Length && (bracket || pattern[i] is not ('}' or '!' or ':')))
        {
            if (pattern[i] == '{')
            {
                throw _context.Fault("unexpected '{' in field name");
            }

            bracket = pattern[i] == '[' || (bracket && pattern[i] != ']');
            i++;
        }

        if (i >= pattern.Length)
        {
            throw _context.Fault(start >= pattern.Length ? "Single '{' encountered in format string; write {{ for a brace"
                : "expected '}' before end of string");
        }

        string name = pattern[start..i];
        char conversion = '\0';
        if (pattern[i] == '!')
        {
            if (i + 2 >= pattern.Length || pattern[i + 2] is not (':' or '}'))
            {
                throw _context.Fault("expected ':' after conversion specifier");
            }

            conversion = pattern[i + 1];
            i += 2;
        }

        string spec = "";
        if (pattern[i] == ':')
        {
            int from = ++i;
            for (int open = 0; i < pattern.Length && (open > 0 || pattern[i] != '}'); i++)
            {
                open += pattern[i] == '{' ? 1 : pattern[i] == '}' ? -1 : 0;
            }

            if (i >= pattern.Length)
            {
                throw _context.Fault("expected '}' before end of string");
            }

            spec = pattern[from..i];
        }

        Value value = Look(name);
        if (!Operators.IsLenient(value))
        {
            Arguments.Check(_context, value);
        }

        value = conversion switch
        {
            '\0' => value,
            's' => Composer.Str(value, _context),
            'r' => Repr(value),
            'a' => Repr(value) is var quoted && quoted.TryGetString(out string? plain) ? PercentFormat.Ascii(plain) : quoted,
            _ => throw _context.Fault($"Unknown conversion specifier '{conversion}'"),
        };
        if (spec.Contains('{', StringComparison.Ordinal))
        {
            var inner = new Composer(_context);
            Write(inner, spec, depth - 1);
            spec = inner.ToPlain();
        }

        if (!_markup)
        {
            FormatSpec.Append(text, value, spec);
        }
        else if (value.IsMarkup)
        {
            text.AppendStr(spec.Length == 0 ? value : throw _context.Fault("Unsupported format specification for Markup."));
        }
        else
        {
            var piece = new Composer(_context);
            FormatSpec.Append(piece, value, spec);
            text.AppendStr(Html.Escape(piece.ToValue(), _context));
        }

        return i + 1;
    }

    private Value Repr(Value value)
    {
        var text = new Composer(_context);
        text.AppendRepr(value);
        return text.ToValue();
    }

    private Value Look(string name)
    {
        int end = name.AsSpan().IndexOfAny('.', '[');
        string first = end < 0 ? name : name[..end];
        string rest = end < 0 ? "" : name[end..];
        Value value;
        if (first.Length == 0 || first.All(char.IsAsciiDigit))
        {
            bool automatic = first.Length == 0;
            if (automatic ? _manual : _automatic)
            {
                throw _context.Fault("cannot switch between automatic field numbering and manual field specification");
            }

            _automatic |= automatic;
            _manual |= !automatic;
            int index = automatic ? _next++ : int.TryParse(first, out int given) ? given : throw _context.Fault("Too many decimal digits in format string");
            value = index < _positional.Count ? _positional[index] : throw _context.Fault($"Replacement index {index} out of range for positional args tuple");
        }
        else
        {
            value = _named.AsObject() is { } o && o.TryGetItem(first, _context, out Value found) ? found
                : throw _context.Fault($"The format names '{first}', which is not given");
        }

        return Follow(value, rest);
    }

    private Value Follow(Value value, string path)
    {
        for (int i = 0; i < path.Length;)
        {
            if (path[i] == '.')
            {
                int stop = path.AsSpan(i + 1).IndexOfAny('.', '[');
                stop = stop < 0 ? path.Length : i + 1 + stop;
                string name = path[(i + 1)..stop];
                if (name.Length == 0)
                {
                    throw _context.Fault("Empty attribute in format string");
                }

                value = Operators.TryGetAttribute(value, name, _context, out Value member)
                    ? member
                    : throw _context.Fault($"'{Operators.TypeName(value)}' object has no attribute '{name}'; in a format an item is written [{name}]");
                i = stop;
            }
            else if (path[i] == '[')
            {
                int stop = path.IndexOf(']', i);
                if (stop < 0)
                {
                    throw _context.Fault("Missing ']' in format string");
                }

                string key = path[(i + 1)..stop];
                if (key.Length == 0)
                {
                    throw _context.Fault("Empty attribute in format string");
                }

                Value index = key.All(char.IsAsciiDigit) && long.TryParse(key, out long number) ? number : key;
                Value item = value.IsText && !index.TryGetInt64(out _) ? default : Operators.Item(value, index, _context);
                value = item.IsUndefined || (item.AsObject() is MethodValue) ? throw _context.Fault($"The format asks for [{key}], which is not there") : item;
                i = stop + 1;
            }
            else
            {
                throw _context.Fault("Only '.' or '[' may follow ']' in format field specifier");
            }
        }

        return value;
    }
}
