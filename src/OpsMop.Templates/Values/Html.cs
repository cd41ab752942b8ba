using System.Buffers;
using System.Text;

namespace OpsMop.Templates;

/// <summary>What markupsafe does.</summary>
internal static class Html
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>'\"");

    /// <summary>A value as text that is safe in HTML: what is marked as safe stays as it is.</summary>
    public static Value Escape(Value value, RenderContext context)
    {
        if (value.IsMarkup)
        {
            return value;
        }

        Value text = Composer.Str(value, context);
        return text.TryGetString(out string? plain)
            ? Value.Markup(Escape(plain, context))
            : Value.Hidden(Escape(Composer.Reveal(text, context), context), markup: true);
    }

    public static string Escape(string text, RenderContext context)
    {
        int first = text.AsSpan().IndexOfAny(s_special);
        if (first < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 32).Append(text, 0, first);
        foreach (char c in text.AsSpan(first))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\'' => escaped.Append("&#39;"),
                '"' => escaped.Append("&#34;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.Length <= context.Limits.Characters ? escaped.ToString() : throw Operators.TooLong(context);
    }
}
