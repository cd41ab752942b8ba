using System.Globalization;
using System.Numerics;

namespace OpsMop.Templates;

/// <summary>Writes JSON as Python's json.dumps does with sorted keys, and as Jinja2 makes it safe in HTML.</summary>
internal sealed class JsonText(Composer text, string? indent)
{
    private RenderContext Context => text.Context;

    public void Append(Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.None:
                text.Append("null");
                break;
            case ValueKind.Boolean:
                text.Append(Operators.IsTrue(value, Context) ? "true" : "false");
                break;
            case ValueKind.Integer or ValueKind.Float:
                text.Append(Number(value));
                break;
            case ValueKind.String or ValueKind.Markup or ValueKind.Secret:
                AppendText(value);
                break;
            case ValueKind.Undefined:
                throw Operators.UndefinedFault(value, Context);
            default:
                AppendObject(value.AsObject()!, depth);
                break;
        }
    }

    private string Number(Value value)
    {
        if (value.TryGetFloat(out double d))
        {
            return double.IsFinite(d) ? Numbers.Repr(d) : double.IsNaN(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
        }

        value.TryGetInteger(out BigInteger number);
        return Numbers.Str(number, Context);
    }

    private void AppendObject(ValueObject value, int depth)
    {
        if (value is not (ListValue or TupleValue or DictionaryValue))
        {
            throw Context.Fault($"Object of type {value.TypeName} is not JSON serializable{(value.IsIterable ? "; make a list of it first: | list" : "")}");
        }

        if (!text.Open(value))
        {
            throw Context.Fault("Circular reference detected");
        }

        if (value is DictionaryValue dictionary)
        {
            AppendDictionary(dictionary, depth);
        }
        else
        {
            IReadOnlyList<Value> items = (value as ListValue)?.Items ?? ((TupleValue)value).Items;
            text.Append('[');
            for (int i = 0; i < items.Count; i++)
            {
                Separate(i == 0, depth + 1);
                Append(items[i], depth + 1);
            }

            End(items.Count, depth);
            text.Append(']');
        }

        text.Close(value);
    }

    private void AppendDictionary(DictionaryValue dictionary, int depth)
    {
        // Keys are sorted as Python's values, before they become strings.
        List<Value> sorted = Sorting.Sort(dictionary.Iterate(Context), static key => key, false, Context);
        text.Append('{');
        bool first = true;
        foreach (Value key in sorted)
        {
            dictionary.TryGet(key, Context, out Value value);
            Separate(first, depth + 1);
            first = false;
            if (key.IsText)
            {
                AppendText(key);
            }
            else if (key.IsNone || key.IsNumber)
            {
                text.Append('"');
                Append(key, depth);
                text.Append('"');
            }
            else
            {
                throw Context.Fault($"keys must be str, int, float, bool or None, not {Operators.TypeName(key)}");
            }

            text.Append(": ");
            Append(value, depth + 1);
        }

        End(sorted.Count, depth);
        text.Append('}');
    }

    private void Separate(bool first, int depth)
    {
        if (!first)
        {
            text.Append(indent is null ? ", " : ",");
        }

        NewLine(depth);
    }

    private void End(int count, int depth)
    {
        if (count > 0)
        {
            NewLine(depth);
        }
    }

    private void NewLine(int depth)
    {
        if (indent is null)
        {
            return;
        }

        text.Append('\n');
        for (int i = 0; i < depth; i++)
        {
            AppendSafe(indent);
        }
    }

    // Jinja2 makes the whole text safe, what indents it included.
    private void AppendSafe(string part)
    {
        foreach (char c in part)
        {
            if (c is '<' or '>' or '&' or '\'')
            {
                Escape(c);
            }
            else
            {
                text.Append(c);
            }
        }
    }

    private void AppendText(Value value)
    {
        int start = text.Length;
        string content = Composer.Reveal(value, Context);
        text.Append('"');
        foreach (char c in content)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or > '~' or '<' or '>' or '&' or '\'':
                    Escape(c);
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
        if (value.IsSecret)
        {
            text.Hide(start);
        }
    }

    private void Escape(char c) => text.Append("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
}
