using System.Text;

namespace OpsMop.Templates;

/// <summary>The methods of strings. Positions are those of code points.</summary>
internal static class StringMethods
{
    /// <summary>Those of strings.</summary>
    public static MethodTable OfString { get; } = new("str",
        Row("capitalize", "", static (context, self, a) => Characters.Capitalize(Text(self))),
        Row("casefold", "", static (context, self, a) => Characters.Fold(Text(self))),
        Row("center", "width, fillchar?", static (context, self, a) => Pad(context, self, a, Side.Both)),
        Row("count", "sub, start?, end?", Count),
        Row("endswith", "suffix, start?, end?", static (context, self, a) => Begins(context, self, a, end: true)),
        Row("expandtabs", "tabsize?", ExpandTabs),
        Row("find", "sub, start?, end?", static (context, self, a) => Find(context, self, a, last: false)),
        ("format", "*args, **kwargs", static (context, self, a) => BraceFormat.Format(self, a[0], a[1], context)),
        ("format_map", "mapping", static (context, self, a) => BraceFormat.Format(self, new TupleValue(), a[0], context)),
        Row("index", "sub, start?, end?", static (context, self, a) => Found(context, Find(context, self, a, last: false))),
        Row("isalnum", "", static (context, self, a) => All(self, Characters.IsAlphanumeric)),
        Row("isalpha", "", static (context, self, a) => All(self, Characters.IsAlpha)),
        Row("isascii", "", static (context, self, a) => Ascii.IsValid(Text(self))),
        Row("isdecimal", "", static (context, self, a) => All(self, Characters.IsDecimal)),
        Row("isdigit", "", static (context, self, a) => All(self, Characters.IsDigit)),
        Row("isidentifier", "", static (context, self, a) => Characters.IsIdentifier(Text(self))),
        Row("islower", "", static (context, self, a) => IsCase(self, lower: true)),
        Row("isnumeric", "", static (context, self, a) => All(self, Characters.IsNumeric)),
        Row("isprintable", "", static (context, self, a) => Text(self).Length == 0 || All(self, Characters.IsPrintable)),
        Row("isspace", "", static (context, self, a) => All(self, Characters.IsSpace)),
        Row("istitle", "", IsTitle),
        Row("isupper", "", static (context, self, a) => IsCase(self, lower: false)),
        ("join", "iterable", Join),
        Row("ljust", "width, fillchar?", static (context, self, a) => Pad(context, self, a, Side.Right)),
        Row("lower", "", static (context, self, a) => Characters.ToLower(Text(self))),
        Row("lstrip", "chars?", static (context, self, a) => Strip(context, self, a[0], true, false)),
        Row("partition", "sep", static (context, self, a) => Partition(context, self, a, last: false)),
        Row("removeprefix", "prefix", static (context, self, a) =>
        {
            string prefix = Arguments.Str(context, a[0], "removeprefix() argument");
            return Text(self).StartsWith(prefix, StringComparison.Ordinal) ? Text(self)[prefix.Length..] : Text(self);
        }),
        Row("removesuffix", "suffix", static (context, self, a) =>
        {
            string suffix = Arguments.Str(context, a[0], "removesuffix() argument");
            return Text(self).EndsWith(suffix, StringComparison.Ordinal) ? Text(self)[..^suffix.Length] : Text(self);
        }),
        Row("replace", "old, new, count?", static (context, self, a) => Replace(
            context,
            Text(self),
            Arguments.Str(context, a[0], "replace() argument 1"),
            Arguments.Str(context, a[1], "replace() argument 2"),
            Arguments.Int(context, a[2], -1))),
        Row("rfind", "sub, start?, end?", static (context, self, a) => Find(context, self, a, last: true)),
        Row("rindex", "sub, start?, end?", static (context, self, a) => Found(context, Find(context, self, a, last: true))),
        Row("rjust", "width, fillchar?", static (context, self, a) => Pad(context, self, a, Side.Left)),
        Row("rpartition", "sep", static (context, self, a) => Partition(context, self, a, last: true)),
        Row("rsplit", "sep?, maxsplit?", static (context, self, a) => SplitList(context, self, a, fromEnd: true)),
        Row("rstrip", "chars?", static (context, self, a) => Strip(context, self, a[0], false, true)),
        Row("split", "sep?, maxsplit?", static (context, self, a) => SplitList(context, self, a, fromEnd: false)),
        Row("splitlines", "keepends?", static (context, self, a) => List(context, Lines(Text(self), Arguments.True(context, a[0], false)))),
        Row("startswith", "prefix, start?, end?", static (context, self, a) => Begins(context, self, a, end: false)),
        Row("strip", "chars?", static (context, self, a) => Strip(context, self, a[0], true, true)),
        Row("swapcase", "", static (context, self, a) => Characters.SwapCase(Text(self))),
        Row("title", "", static (context, self, a) => Characters.ToTitle(Text(self))),
        Row("upper", "", static (context, self, a) => Characters.ToUpper(Text(self))),
        Row("zfill", "width", ZeroFill),
        ("encode", "*args, **kwargs", static (context, self, a) => throw context.Fault("encode() gives bytes, which templates do not have")),
        ("maketrans", "*args, **kwargs", static (context, self, a) => throw context.Fault("maketrans() is not supported; use replace()")),
        ("translate", "*args, **kwargs", static (context, self, a) => throw context.Fault("translate() is not supported; use replace()")));

    /// <summary>Those of text that is marked as safe: what they are given is escaped, and what they give is marked again.</summary>
    public static MethodTable OfMarkup { get; } = new("Markup",
        Marked("capitalize", ""),
        Marked("center", "width, fillchar?"),
        Marked("expandtabs", "tabsize?"),
        Marked("ljust", "width, fillchar?"),
        Marked("lower", ""),
        Marked("lstrip", "chars?"),
        Marked("partition", "sep"),
        Marked("replace", "old, new, count?"),
        Marked("rjust", "width, fillchar?"),
        Marked("rpartition", "sep"),
        Marked("rsplit", "sep?, maxsplit?", escapes: false),
        Marked("rstrip", "chars?"),
        Marked("split", "sep?, maxsplit?", escapes: false),
        Marked("splitlines", "keepends?"),
        Marked("strip", "chars?"),
        Marked("swapcase", ""),
        Marked("title", ""),
        Marked("upper", ""),
        Marked("zfill", "width"),
        Row("striptags", "", static (context, self, a) => Filters.StripTags(context, self, [])),
        Row("unescape", "", static (context, self, a) => HtmlText.Unescape(Text(self))));

    private enum Side
    {
        Left,
        Right,
        Both,
    }

    /// <summary>A list of strings.</summary>
    public static ListValue List(RenderContext context, IEnumerable<string> parts)
    {
        var list = new List<Value>();
        foreach (string part in parts)
        {
            if (list.Count >= context.Limits.Items)
            {
                throw Operators.TooMany(context);
            }

            list.Add(part);
        }

        return new ListValue(list);
    }

    /// <summary>Splits at every line end that Python knows.</summary>
    public static IEnumerable<string> Lines(string text, bool keepEnds)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (Characters.IsLineBreak(text[i]))
            {
                int end = i;
                if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                {
                    i++;
                }

                yield return text[start..(keepEnds ? i + 1 : end)];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    /// <summary>Splits at blanks, of any number.</summary>
    public static List<string> Words(string text, int most = int.MaxValue)
    {
        var words = new List<string>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && Characters.IsSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return words;
            }

            if (words.Count == most)
            {
                words.Add(StripSpace(text[at..], false, true));
                return words;
            }

            int start = at;
            while (at < text.Length && !Characters.IsSpace(text[at]))
            {
                at++;
            }

            words.Add(text[start..at]);
        }
    }

    public static string Replace(RenderContext context, string text, string old, string replacement, int count)
    {
        if (count < 0)
        {
            count = int.MaxValue;
        }

        if (count == 0 || (old.Length == 0 && replacement.Length == 0))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        int at = 0;
        while (count > 0 && at <= text.Length)
        {
            int found = old.Length == 0 ? at : text.IndexOf(old, at, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            result.Append(text, at, found - at).Append(replacement);
            at = found + old.Length;
            count--;
            if (old.Length == 0)
            {
                if (at == text.Length)
                {
                    at++;
                    break;
                }

                int width = Characters.Width(text, at);
                result.Append(text, at, width);
                at += width;
            }

            if (result.Length > context.Limits.Characters)
            {
                throw Operators.TooLong(context);
            }
        }

        if (at < text.Length)
        {
            result.Append(text, at, text.Length - at);
        }

        return result.Length <= context.Limits.Characters ? result.ToString() : throw Operators.TooLong(context);
    }

    public static string StripSpace(string text, bool left, bool right)
    {
        int start = 0;
        int end = text.Length;
        while (left && start < end && Characters.IsSpace(text[start]))
        {
            start++;
        }

        while (right && end > start && Characters.IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    public static string Center(RenderContext context, string text, long width, string fill = " ")
    {
        int length = Characters.Length(text);
        if (width <= length)
        {
            return text;
        }

        CheckWidth(context, width);
        int margin = (int)(width - length);
        int left = (margin / 2) + (margin & (int)width & 1);
        return Times(fill, left) + text + Times(fill, margin - left);
    }

    public static void CheckWidth(RenderContext context, long width)
    {
        if (width > context.Limits.Characters)
        {
            throw Operators.TooLong(context);
        }
    }

    public static string Times(string fill, int count) =>
        fill.Length == 1 ? new string(fill[0], count) : new StringBuilder(fill.Length * count).Insert(0, fill, count).ToString();

    private static (string, string, BuiltIn) Row(string name, string parameters, BuiltIn body) =>
        (name, parameters, (context, self, arguments) => Colour.Keep(context, name + "()", self, arguments, body));

    private static (string, string, BuiltIn) Marked(string name, string parameters, bool escapes = true) => (name, parameters, (context, self, arguments) =>
    {
        Value[] escaped = arguments.ToArray();
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escapes && escaped[i].IsText)
            {
                escaped[i] = Html.Escape(escaped[i], context);
            }
        }

        OfString.TryGet(name, out BuiltInFunction? method);
        return Mark(context, method!.Body(context, self, escaped));
    });

    private static Value Mark(RenderContext context, Value value)
    {
        if (value.TryGetString(out string? text))
        {
            return Value.Markup(text);
        }

        if (value.TryGetSecret(out Text? secret))
        {
            return Value.Of(secret, markup: true);
        }

        return value.AsObject() switch
        {
            ListValue list => new ListValue(list.Items.Select(item => Mark(context, item))),
            TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Mark(context, item))]),
            _ => value,
        };
    }

    private static string Text(Value self)
    {
        self.TryGetString(out string? text);
        return text!;
    }

    private static bool All(Value self, Func<int, bool> holds)
    {
        string text = Text(self);
        for (int i = 0; i < text.Length; i += Characters.Width(text, i))
        {
            if (!holds(Characters.At(text, i)))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    public static bool IsCase(Value self, bool lower)
    {
        string text = Text(self);
        bool seen = false;
        for (int i = 0; i < text.Length; i += Characters.Width(text, i))
        {
            int c = Characters.At(text, i);
            if (Characters.IsTitle(c) || (lower ? Characters.IsUpper(c) : Characters.IsLower(c)))
            {
                return false;
            }

            seen |= lower ? Characters.IsLower(c) : Characters.IsUpper(c);
        }

        return seen;
    }

    private static Value IsTitle(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        string text = Text(self);
        bool seen = false;
        bool cased = false;
        for (int i = 0; i < text.Length; i += Characters.Width(text, i))
        {
            int c = Characters.At(text, i);
            bool big = Characters.IsUpper(c) || Characters.IsTitle(c);
            if (big ? cased : Characters.IsLower(c) && !cased)
            {
                return false;
            }

            cased = big || Characters.IsLower(c);
            seen |= cased;
        }

        return seen;
    }

    private static Value Pad(RenderContext context, Value self, ReadOnlySpan<Value> arguments, Side side)
    {
        string text = Text(self);
        long width = Arguments.Index(context, arguments[0]);
        string fill = arguments[1].IsNotGiven ? " " : Arguments.Str(context, arguments[1], "The fill character");
        if (Characters.Length(fill) != 1)
        {
            throw context.Fault("The fill character must be exactly one character long");
        }

        int length = Characters.Length(text);
        if (width <= length)
        {
            return text;
        }

        CheckWidth(context, width);
        return side switch
        {
            Side.Left => Times(fill, (int)width - length) + text,
            Side.Right => text + Times(fill, (int)width - length),
            _ => Center(context, text, width, fill),
        };
    }

    private static Value ZeroFill(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        string text = Text(self);
        long width = Arguments.Index(context, arguments[0]);
        int length = Characters.Length(text);
        if (width <= length)
        {
            return text;
        }

        CheckWidth(context, width);
        int sign = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        return text[..sign] + new string('0', (int)width - length) + text[sign..];
    }

    private static Value ExpandTabs(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        string text = Text(self);
        int size = Arguments.Int(context, arguments[0], 8);
        var result = new Composer(context);
        int column = 0;
        for (int i = 0; i < text.Length; i += Characters.Width(text, i))
        {
            char c = text[i];
            if (c == '\t')
            {
                int blanks = size > 0 ? size - (column % size) : 0;
                result.Append(' ', blanks);
                column += blanks;
            }
            else
            {
                Characters.Append(result.Builder, Characters.At(text, i));
                column = c is '\n' or '\r' ? 0 : column + 1;
            }
        }

        return result.ToValue();
    }

    private static Value Strip(RenderContext context, Value self, Value chars, bool left, bool right)
    {
        string text = Text(self);
        if (Arguments.IsNone(chars))
        {
            return StripSpace(text, left, right);
        }

        var set = Characters.CodePoints(Arguments.Str(context, chars, "strip arg")).ToHashSet();
        int[] points = Characters.CodePoints(text);
        int start = 0;
        int end = points.Length;
        while (left && start < end && set.Contains(points[start]))
        {
            start++;
        }

        while (right && end > start && set.Contains(points[end - 1]))
        {
            end--;
        }

        return Characters.Range(text, start, end);
    }

    // The part of a text that start and end name; none where start is behind the end of the text.
    private static bool TryCut(RenderContext context, string text, Value start, Value end, out int from, out string part)
    {
        int length = Characters.Length(text);
        long first = Arguments.IsNone(start) ? 0 : Arguments.Index(context, start);
        long last = Arguments.IsNone(end) ? length : Arguments.Index(context, end);
        first = Math.Max(0, first < 0 ? first + length : first);
        last = Math.Max(0, last < 0 ? last + length : Math.Min(last, length));
        from = (int)Math.Min(first, length);
        part = first <= last ? Characters.Range(text, from, (int)last) : "";
        return first <= last;
    }

    private static Value Find(RenderContext context, Value self, ReadOnlySpan<Value> arguments, bool last)
    {
        string sought = Arguments.Str(context, arguments[0], "The text that is looked for");
        if (!TryCut(context, Text(self), arguments[1], arguments[2], out int from, out string part))
        {
            return -1;
        }

        int found = sought.Length == 0
            ? (last ? part.Length : 0)
            : last ? part.LastIndexOf(sought, StringComparison.Ordinal) : part.IndexOf(sought, StringComparison.Ordinal);
        return found < 0 ? -1 : from + Characters.PointIndex(part, found);
    }

    private static Value Found(RenderContext context, Value index) =>
        index.TryGetInt64(out long at) && at < 0 ? throw context.Fault("substring not found") : index;

    private static Value Count(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        string sought = Arguments.Str(context, arguments[0], "The text that is counted");
        if (!TryCut(context, Text(self), arguments[1], arguments[2], out _, out string part))
        {
            return 0;
        }

        if (sought.Length == 0)
        {
            return Characters.Length(part) + 1;
        }

        int count = 0;
        for (int at = part.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = part.IndexOf(sought, at + sought.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static Value Begins(RenderContext context, Value self, ReadOnlySpan<Value> arguments, bool end)
    {
        bool there = TryCut(context, Text(self), arguments[1], arguments[2], out _, out string part);
        IReadOnlyList<Value> options = arguments[0].AsObject() is TupleValue tuple ? tuple.Items : [arguments[0]];
        foreach (Value option in options)
        {
            string sought = Arguments.Str(context, Colour.Plain(context, option), end ? "endswith first arg" : "startswith first arg");
            if (there && (end ? part.EndsWith(sought, StringComparison.Ordinal) : part.StartsWith(sought, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static Value Partition(RenderContext context, Value self, ReadOnlySpan<Value> arguments, bool last)
    {
        string text = Text(self);
        string separator = Arguments.Str(context, arguments[0], "The separator");
        if (separator.Length == 0)
        {
            throw context.Fault("empty separator");
        }

        int at = last ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        return at >= 0 ? new TupleValue(text[..at], separator, text[(at + separator.Length)..])
            : last ? new TupleValue("", "", text)
            : new TupleValue(text, "", "");
    }

    private static Value SplitList(RenderContext context, Value self, ReadOnlySpan<Value> arguments, bool fromEnd)
    {
        string text = Text(self);
        int most = Arguments.Int(context, arguments[1], -1);
        most = most < 0 ? int.MaxValue : most;
        if (Arguments.IsNone(arguments[0]))
        {
            return List(context, fromEnd ? LastWords(text, most) : Words(text, most));
        }

        string separator = Arguments.Str(context, arguments[0], "The separator");
        return separator.Length == 0 ? throw context.Fault("empty separator")
            : List(context, fromEnd ? LastParts(text, separator, most) : Parts(text, separator, most));
    }

    public static List<string> LastParts(string text, string separator, int most)
    {
        var parts = new List<string>();
        int end = text.Length;
        while (parts.Count < most && end >= separator.Length)
        {
            int at = text.AsSpan(0, end).LastIndexOf(separator);
            if (at < 0)
            {
                break;
            }

            parts.Add(text[(at + separator.Length)..end]);
            end = at;
        }

        parts.Add(text[..end]);
        parts.Reverse();
        return parts;
    }

    private static IEnumerable<string> Parts(string text, string separator, int most)
    {
        int start = 0;
        for (int i = 0; i < most; i++)
        {
            int at = text.IndexOf(separator, start, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            yield return text[start..at];
            start = at + separator.Length;
        }

        yield return text[start..];
    }

    private static List<string> LastWords(string text, int most)
    {
        var words = new List<string>();
        int end = text.Length;
        while (true)
        {
            while (end > 0 && Characters.IsSpace(text[end - 1]))
            {
                end--;
            }

            if (end == 0)
            {
                break;
            }

            if (words.Count == most)
            {
                words.Add(StripSpace(text[..end], true, false));
                break;
            }

            int last = end;
            while (end > 0 && !Characters.IsSpace(text[end - 1]))
            {
                end--;
            }

            words.Add(text[end..last]);
        }

        words.Reverse();
        return words;
    }

    private static Value Join(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        bool markup = self.IsMarkup;
        var text = new Composer(context);
        int index = 0;
        foreach (Value item in Operators.Iterate(arguments[0], context))
        {
            if (index > 0)
            {
                text.AppendStr(self);
            }

            if (!markup && !item.IsText)
            {
                Arguments.Check(context, item);
                throw context.Fault($"sequence item {index}: expected str instance, {Operators.TypeName(item)} found; the filter join takes any values: | join(', ')");
            }

            text.AppendStr(markup ? Html.Escape(item, context) : item);
            index++;
            context.Step();
        }

        return text.ToValue(markup);
    }
}
