namespace OpsMop.Templates;

/// <content>JSON, and what Python's pprint prints.</content>
public static partial class Filters
{
    /// <summary>As Python's pprint: in several lines where one is too short.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value PPrint(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var text = new Composer(context);
        new PrettyPrinter(text).Append(input, 0, 0);
        return text.IsSecret ? Value.Hidden(Composer.Reveal(text.ToValue(), context)) : text.ToValue();
    }

    /// <summary>As JSON, with keys in order, and safe in HTML.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value ToJson(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        string? indent = null;
        if (!Arguments.IsNone(arguments[0]))
        {
            if (!arguments[0].TryGetString(out indent))
            {
                long blanks = Math.Max(0, Arguments.Index(context, arguments[0]));
                StringMethods.CheckWidth(context, blanks);
                indent = new string(' ', (int)blanks);
            }
        }

        var text = new Composer(context);
        new JsonText(text, indent).Append(input, 0);
        return text.ToValue(markup: true);
    }
}
