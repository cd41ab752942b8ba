using System.Text;

namespace OpsMop.Templates;

/// <content>HTML and URLs.</content>
public static partial class Filters
{
    /// <summary>With <c>&amp;lt;</c> for <c>&lt;</c> and the like, marked as safe; what is marked already stays as it is.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Escape(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Html.Escape(input, context);

    /// <summary>As <c>escape</c>, even what is marked as safe.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value ForceEscape(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Html.Escape(input.IsMarkup ? Unmarked(input) : input, context);

    /// <summary>Marked as safe: <c>escape</c> leaves it as it is.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Safe(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Value text = Composer.SoftStr(input, context);
        if (text.IsMarkup)
        {
            return text;
        }

        return text.TryGetSecret(out Text? secret) ? Value.Of(secret, markup: true) : Value.Markup(Operators.Str(text, context));
    }

    /// <summary>Without tags of HTML, and with single blanks.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value StripTags(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "striptags", Composer.Str(input, context), [], static (context, input, arguments) =>
        {
            string text = HtmlText.WithoutTags(Operators.Str(input, context));
            return HtmlText.Unescape(string.Join(' ', StringMethods.Words(text)));
        });

    /// <summary>As a part of a URL; of a dictionary or of pairs, as a query.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value UrlEncode(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        if (input.IsText || !Operators.IsIterable(input))
        {
            return Keep(context, "urlencode", Composer.SoftStr(input, context), [], static (context, input, arguments) =>
                Quote(context, Operators.Str(input, context), false));
        }

        var text = new Composer(context);
        IEnumerable<Value> pairs = input.AsObject() is DictionaryValue dictionary
            ? dictionary.Entries.Select(static entry => (Value)new TupleValue(entry.Key, entry.Value))
            : Operators.Iterate(input, context);
        bool first = true;
        foreach (Value pair in pairs)
        {
            (Value key, Value value) = Globals.Pair(context, pair);
            if (!first)
            {
                text.Append('&');
            }

            first = false;
            text.AppendStr(Query(context, key));
            text.Append('=');
            text.AppendStr(Query(context, value));
        }

        return text.ToValue();
    }

    /// <summary>With links for what looks like a URL.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Urlize(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Keep(context, "urlize", Html.Escape(input, context), arguments, static (context, input, arguments) =>
        {
            long? limit = Arguments.IsNone(arguments[0]) ? null : Arguments.Index(context, arguments[0]);
            var parts = new SortedSet<string>(Comparer<string>.Create(Characters.Compare)) { "noopener" };
            if (Arguments.True(context, arguments[1], false))
            {
                parts.Add("nofollow");
            }

            if (!arguments[3].IsNotGiven && Operators.IsTrue(arguments[3], context))
            {
                parts.UnionWith(StringMethods.Words(Arguments.Str(context, arguments[3], "rel")));
            }

            string target = Arguments.IsNone(arguments[2]) || !Operators.IsTrue(arguments[2], context) ? ""
                : Operators.Str(Html.Escape(arguments[2], context), context);
            List<string>? schemes = null;
            if (!Arguments.IsNone(arguments[4]))
            {
                schemes = [];
                foreach (Value scheme in Operators.Iterate(arguments[4], context))
                {
                    string text = Arguments.Str(context, scheme, "A scheme");
                    schemes.Add(UrlText.IsScheme(text) ? text : throw context.Fault($"'{text}' is not a valid URI scheme prefix."));
                }
            }

            return UrlText.Urlize(context, Operators.Str(input, context), limit, Html.Escape(string.Join(' ', parts), context), target, schemes);
        });

    /// <summary>The entries of a dictionary as attributes of XML.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value XmlAttr(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        bool space = Arguments.True(context, arguments[0], true);
        var text = new Composer(context);
        foreach ((Value key, Value value) in Dictionary(context, input, "xmlattr").Entries)
        {
            if (value.IsNone || value.IsUndefined)
            {
                continue;
            }

            string name = Arguments.Str(context, key, "The name of an attribute");
            if (name.AsSpan().ContainsAny(" \t\n\r\f\v/>="))
            {
                throw context.Fault($"Invalid character in attribute name: {Operators.Repr(key, context)}");
            }

            if (text.Length > 0 || space)
            {
                text.Append(' ');
            }

            text.AppendStr(Html.Escape(key, context));
            text.Append("=\"");
            text.AppendStr(Html.Escape(value, context));
            text.Append('"');
        }

        return text.ToValue();
    }

    private static Value Unmarked(Value markup) =>
        markup.TryGetSecret(out Text? secret) ? secret : markup.TryGetString(out string? text) ? text : default(Value);

    private static Value Query(RenderContext context, Value value) =>
        Keep(context, "urlencode", Composer.SoftStr(value, context), [], static (context, input, arguments) =>
            Quote(context, Operators.Str(input, context), true));

    private static string Quote(RenderContext context, string text, bool query)
    {
        var quoted = new StringBuilder(text.Length + 16);
        if (text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && Characters.CodePoints(text).Any(static c => c is >= 0xd800 and < 0xe000))
        {
            throw context.Fault("The text has half a character (a surrogate), which UTF-8 cannot encode");
        }

        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || (c == '/' && !query))
            {
                quoted.Append(c);
            }
            else if (c == ' ' && query)
            {
                quoted.Append('+');
            }
            else
            {
                quoted.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return quoted.Length <= context.Limits.Characters ? quoted.ToString() : throw Operators.TooLong(context);
    }
}
