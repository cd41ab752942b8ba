namespace OpsMop.Templates;

/// <summary>Python's pprint with its defaults: 80 columns, keys in order.</summary>
internal sealed class PrettyPrinter(Composer text)
{
    private const int Width = 80;

    private RenderContext Context => text.Context;

    public void Append(Value value, int indent, int allowance) => Append(value, indent, allowance, 0);

    private void Append(Value value, int indent, int allowance, int level)
    {
        string shown = Repr(value);
        if (Characters.Length(shown) <= Width - indent - allowance)
        {
            text.Append(shown);
            return;
        }

        switch (value.AsObject())
        {
            case DictionaryValue dictionary:
                text.Append('{');
                AppendEntries(dictionary, indent + 1, allowance + 1, level + 1);
                text.Append('}');
                break;
            case ListValue list:
                text.Append('[');
                AppendItems(list.Items, indent + 1, allowance + 1, level + 1);
                text.Append(']');
                break;
            case TupleValue tuple and not GroupTuple:
                string end = tuple.Items.Count == 1 ? ",)" : ")";
                text.Append('(');
                AppendItems(tuple.Items, indent + 1, allowance + end.Length, level + 1);
                text.Append(end);
                break;
            case null when value.IsText && !value.IsMarkup:
                AppendText(Composer.Reveal(value, Context), indent, allowance, level + 1);
                break;
            default:
                text.Append(shown);
                break;
        }
    }

    private void AppendEntries(DictionaryValue dictionary, int indent, int allowance, int level)
    {
        List<Value> keys = Keys(dictionary);
        for (int i = 0; i < keys.Count; i++)
        {
            bool last = i == keys.Count - 1;
            string key = Repr(keys[i]);
            text.Append(key);
            text.Append(": ");
            dictionary.TryGet(keys[i], Context, out Value value);
            Append(value, indent + Characters.Length(key) + 2, last ? allowance : 1, level);
            NextLine(last, indent);
        }
    }

    private void AppendItems(IReadOnlyList<Value> items, int indent, int allowance, int level)
    {
        for (int i = 0; i < items.Count; i++)
        {
            bool last = i == items.Count - 1;
            Append(items[i], indent, last ? allowance : 1, level);
            NextLine(last, indent);
        }
    }

    private void NextLine(bool last, int indent)
    {
        if (!last)
        {
            text.Append(",\n");
            text.Append(' ', indent);
        }
    }

    // A long text is several strings one below the other, cut at line ends and blanks.
    private void AppendText(string value, int indent, int allowance, int level)
    {
        if (level == 1)
        {
            indent++;
            allowance++;
        }

        var chunks = new List<string>();
        int width = Width - indent;
        List<string> lines = [.. StringMethods.Lines(value, keepEnds: true)];
        for (int i = 0; i < lines.Count; i++)
        {
            bool lastLine = i == lines.Count - 1;
            if (Fits(lines[i], lastLine ? width - allowance : width))
            {
                chunks.Add(Quoted(lines[i]));
                continue;
            }

            string current = "";
            List<string> parts = Parts(lines[i]);
            for (int j = 0; j < parts.Count; j++)
            {
                Context.Step();
                string candidate = current + parts[j];
                if (!Fits(candidate, lastLine && j == parts.Count - 1 ? width - allowance : width))
                {
                    if (current.Length > 0)
                    {
                        chunks.Add(Quoted(current));
                    }

                    current = parts[j];
                }
                else
                {
                    current = candidate;
                }
            }

            if (current.Length > 0)
            {
                chunks.Add(Quoted(current));
            }
        }

        if (chunks.Count == 1)
        {
            text.Append(Quoted(lines[^1]));
            return;
        }

        if (level == 1)
        {
            text.Append('(');
        }

        for (int i = 0; i < chunks.Count; i++)
        {
            if (i > 0)
            {
                text.Append('\n');
                text.Append(' ', indent);
            }

            text.Append(chunks[i]);
        }

        if (level == 1)
        {
            text.Append(')');
        }
    }

    // Each with the blanks behind it.
    private static List<string> Parts(string line)
    {
        var parts = new List<string>();
        for (int i = 0; i < line.Length;)
        {
            int start = i;
            while (i < line.Length && !Characters.IsSpace(line[i]))
            {
                i++;
            }

            while (i < line.Length && Characters.IsSpace(line[i]))
            {
                i++;
            }

            parts.Add(line[start..i]);
        }

        return parts;
    }

    private bool Fits(string value, int width) =>
        value.Length - (Characters.HasSurrogates(value) ? value.Length / 2 : 0) <= width && Characters.Length(Quoted(value)) <= width;

    private string Quoted(string value)
    {
        var quoted = new Composer(Context);
        quoted.AppendQuoted(value);
        return quoted.ToPlain();
    }

    private string Repr(Value value)
    {
        var repr = new Composer(Context);
        AppendRepr(repr, value);
        if (repr.IsSecret)
        {
            text.Hide(0);
        }

        return Composer.Reveal(repr.ToValue(), Context);
    }

    // As repr, but for the order of keys.
    private void AppendRepr(Composer repr, Value value)
    {
        ValueObject? o = value.AsObject();
        if (o is not (DictionaryValue or ListValue or TupleValue) || o is GroupTuple)
        {
            repr.AppendRepr(value);
            return;
        }

        if (!repr.Open(o))
        {
            throw Context.Fault("pprint of a value that holds itself: Python would print its address");
        }

        bool first = true;
        if (o is DictionaryValue dictionary)
        {
            repr.Append('{');
            foreach (Value key in Keys(dictionary))
            {
                Separate(repr, ref first);
                AppendRepr(repr, key);
                repr.Append(": ");
                dictionary.TryGet(key, Context, out Value item);
                AppendRepr(repr, item);
            }

            repr.Append('}');
        }
        else
        {
            IReadOnlyList<Value> items = (o as ListValue)?.Items ?? ((TupleValue)o).Items;
            repr.Append(o is ListValue ? '[' : '(');
            foreach (Value item in items)
            {
                Separate(repr, ref first);
                AppendRepr(repr, item);
            }

            repr.Append(o is ListValue ? "]" : items.Count == 1 ? ",)" : ")");
        }

        repr.Close(o);
    }

    private static void Separate(Composer repr, ref bool first)
    {
        if (!first)
        {
            repr.Append(", ");
        }

        first = false;
    }

    // What cannot be compared is in the order of its types' names.
    private List<Value> Keys(DictionaryValue dictionary) =>
        Sorting.Sort(dictionary.Iterate(Context), static key => key, false, Context, (left, right, context) =>
    {
        bool comparable = (left.IsNumber && right.IsNumber) || (left.IsText && right.IsText);
        if (comparable)
        {
            return Operators.Less(left, right, context);
        }

        string a = ClassName(left);
        string b = ClassName(right);
        return a == b && !left.IsNone ? Operators.Less(left, right, context) : string.CompareOrdinal(a, b) < 0;
    });

    private static string ClassName(Value value) => value.IsMarkup ? "<class 'markupsafe.Markup'>" : $"<class '{Operators.TypeName(value)}'>";
}
