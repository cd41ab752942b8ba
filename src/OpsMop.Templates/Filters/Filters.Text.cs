using System.Text;

namespace OpsMop.Templates;

/// <summary>Jinja2's filters. A filter that makes text of a secret gives a text that is secret as a whole.</summary>
public static partial class Filters
{
    /// <summary>The first character in upper case, the others in lower case.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Capitalize(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Method("capitalize", context, input);

    /// <summary>Blanks on both sides, up to a width of 80 unless said otherwise.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Center(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Method("center", context, input, Arguments.Or(arguments[0], 80));

    /// <summary>The text as a format with <c>%</c>, of the arguments.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Format(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var positional = (ListValue)arguments[0].AsObject()!;
        var named = (DictionaryValue)arguments[1].AsObject()!;
        if (positional.Count > 0 && named.Count > 0)
        {
            throw context.Fault("can't handle positional and keyword arguments at the same time");
        }

        Value operand = named.Count > 0 ? named : new TupleValue([.. positional.Items]);
        return PercentFormat.Format(Composer.SoftStr(input, context), operand, context);
    }

    /// <summary>Each line but the first with blanks before it, four unless said otherwise.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Indent(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "indent", input, arguments, static (context, input, arguments) =>
        {
            Arguments.Check(context, input);
            if (!input.TryGetString(out string? text))
            {
                throw context.Fault($"indent needs a text, not {Operators.TypeName(input)}; make one of it with | string");
            }

            Value width = Arguments.Or(arguments[0], 4);
            bool first = Arguments.True(context, arguments[1], false);
            bool blank = Arguments.True(context, arguments[2], false);
            string indention;
            if (width.TryGetString(out string? given))
            {
                indention = given;
            }
            else
            {
                long blanks = Math.Max(0, Arguments.Index(context, width));
                StringMethods.CheckWidth(context, blanks);
                indention = new string(' ', (int)blanks);
            }

            var result = new Composer(context);
            if (first)
            {
                result.Append(indention);
            }

            bool started = false;
            foreach (string line in StringMethods.Lines(text + "\n", false))
            {
                if (started)
                {
                    result.Append('\n');
                    if (blank || line.Length > 0)
                    {
                        result.Append(indention);
                    }
                }

                result.Append(line);
                started = true;
            }

            return result.ToValue(input.IsMarkup || (first && width.IsMarkup));
        });

    /// <summary>The items as text, with a separator between them.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Join(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Func<Value, Value>? attribute = Arguments.IsNone(arguments[1]) ? null : Attributes.Getter(context, arguments[1]);
        Value separator = Arguments.Or(arguments[0], "");
        var text = new Composer(context);
        bool first = true;
        foreach (Value item in Operators.Iterate(input, context))
        {
            if (!first)
            {
                text.AppendStr(separator);
            }

            first = false;
            text.AppendStr(attribute is null ? item : attribute(item));
            context.Step();
        }

        return text.ToValue();
    }

    /// <summary>In lower case.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Lower(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Method("lower", context, input);

    /// <summary>With a text in place of another, at all its places or the first so many.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Replace(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "replace", Composer.Str(input, context), arguments, static (context, input, arguments) => StringMethods.Replace(
            context,
            Operators.Str(input, context),
            Operators.Str(arguments[0], context),
            Operators.Str(arguments[1], context),
            arguments[2].IsNone ? -1 : Arguments.Int(context, arguments[2], -1)));

    /// <summary>As text.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value String(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Composer.SoftStr(input, context);

    /// <summary>Each word begins with a character in upper case, the others are in lower case.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Title(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "title", Composer.SoftStr(input, context), arguments, static (context, input, arguments) =>
        {
            string text = Operators.Str(input, context);
            var title = new StringBuilder(text.Length);
            int at = 0;
            while (at < text.Length)
            {
                int end = at;
                bool separator = IsWordBreak(text[at]);
                while (end < text.Length && IsWordBreak(text[end]) == separator)
                {
                    end++;
                }

                int first = Characters.Width(text, at);
                title.Append(Characters.ToUpper(text.Substring(at, first))).Append(Characters.ToLower(text[(at + first)..end]));
                at = end;
            }

            return title.ToString();
        });

    /// <summary>Without blanks, or other characters, at both ends.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Trim(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Method("strip", context, input, Arguments.Or(arguments[0], Value.None));

    /// <summary>Cut to a length, 255 unless said otherwise.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Truncate(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "truncate", input, arguments, static (context, input, arguments) =>
        {
            Arguments.Check(context, input);
            if (input.AsObject()?.Count is { } count
                && count <= (arguments[0].IsNotGiven ? 255 : Arguments.Index(context, arguments[0]))
                    + (Arguments.IsNone(arguments[3]) ? 5 : Arguments.Index(context, arguments[3])))
            {
                // Python has nothing to cut off, and does not look what it is.
                return input;
            }

            if (!input.TryGetString(out string? text))
            {
                throw context.Fault($"truncate needs a text, not {Operators.TypeName(input)}; make one of it with | string");
            }

            long length = arguments[0].IsNotGiven ? 255 : Arguments.Index(context, arguments[0]);
            bool kill = Arguments.True(context, arguments[1], false);
            Value end = Arguments.Or(arguments[2], "...");
            string tail = Arguments.Str(context, end, "The end");
            long leeway = Arguments.IsNone(arguments[3]) ? 5 : Arguments.Index(context, arguments[3]);
            int tailLength = Characters.Length(tail);
            if (length < tailLength)
            {
                throw context.Fault($"expected length >= {tailLength}, got {length}");
            }

            if (leeway < 0)
            {
                throw context.Fault($"expected leeway >= 0, got {leeway}");
            }

            if (Characters.Length(text) <= length + leeway)
            {
                return input;
            }

            string cut = Characters.Range(text, 0, (int)length - tailLength);
            if (!kill)
            {
                int blank = cut.LastIndexOf(' ');
                cut = blank < 0 ? cut : cut[..blank];
            }

            return Operators.Add(input.IsMarkup ? Value.Markup(cut) : cut, end, context);
        });

    /// <summary>In upper case.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Upper(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Method("upper", context, input);

    /// <summary>How many words there are.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value WordCount(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "wordcount", Composer.SoftStr(input, context), arguments, static (context, input, arguments) =>
        {
            string text = Operators.Str(input, context);
            int count = 0;
            bool within = false;
            for (int i = 0; i < text.Length; i += Characters.Width(text, i))
            {
                int c = Characters.At(text, i);
                bool word = c == '_' || Characters.IsAlphanumeric(c);
                count += word && !within ? 1 : 0;
                within = word;
            }

            return count;
        });

    /// <summary>In lines of a width, 79 unless said otherwise.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value WordWrap(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "wordwrap", input, arguments, static (context, input, arguments) =>
        {
            Arguments.Check(context, input);
            if (!input.TryGetString(out string? text))
            {
                throw context.Fault($"wordwrap needs a text, not {Operators.TypeName(input)}; make one of it with | string");
            }

            long width = arguments[0].IsNotGiven ? 79 : Arguments.Index(context, arguments[0]);
            bool breakWords = Arguments.True(context, arguments[1], true);
            Value between = Arguments.IsNone(arguments[2]) ? "\n" : arguments[2];
            string separator = Arguments.Str(context, between, "The text between lines");
            bool hyphens = Arguments.True(context, arguments[3], true);
            bool strictly = arguments[3].IsNotGiven || arguments[3].IsBoolean;
            var wrapped = new Composer(context);
            bool first = true;
            foreach (string line in StringMethods.Lines(text, false))
            {
                if (!first)
                {
                    wrapped.Append(separator);
                }

                first = false;
                bool begun = false;
                foreach (string piece in TextWrap.Wrap(context, line, width, breakWords, hyphens, strictly && hyphens))
                {
                    if (begun)
                    {
                        wrapped.Append(separator);
                    }

                    begun = true;
                    wrapped.Append(between.IsMarkup ? Html.Escape(piece, context) : piece);
                }
            }

            return wrapped.ToValue(between.IsMarkup);
        });

    private static bool IsWordBreak(char c) => c is '-' or '(' or '{' or '[' or '<' || Characters.IsSpace(c);

    private static Value Method(string name, RenderContext context, Value input, params ReadOnlySpan<Value> arguments)
    {
        Value text = Composer.SoftStr(input, context);
        BuiltInFunction? method = null;
        _ = (text.IsMarkup && StringMethods.OfMarkup.TryGet(name, out method)) || StringMethods.OfString.TryGet(name, out method);
        Span<Value> all = [default, default, default];
        arguments.CopyTo(all);
        return method!.Body(context, text, all[..Math.Max(method.Signature.Parameters.Count, arguments.Length)]);
    }

    private static Value Keep(RenderContext context, string name, Value input, ReadOnlySpan<Value> arguments, BuiltIn body) =>
        Colour.Keep(context, name, input, arguments, body);
}
