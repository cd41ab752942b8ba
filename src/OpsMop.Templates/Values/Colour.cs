namespace OpsMop.Templates;

/// <summary>Keeps what is secret so: what is made of a secret is secret as a whole, or is an error.</summary>
internal static class Colour
{
    /// <summary>Does work on plain text; where it was made of a secret, its result is one.</summary>
    public static Value Keep(RenderContext context, string what, Value input, ReadOnlySpan<Value> arguments, BuiltIn body)
    {
        bool secret = input.IsSecret;
        foreach (Value argument in arguments)
        {
            secret |= argument.IsSecret;
        }

        if (!secret)
        {
            return body(context, input, arguments);
        }

        input = Plain(context, input);
        var plain = new Value[arguments.Length];
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = Plain(context, arguments[i]);
        }

        Value result;
        try
        {
            result = body(context, input, plain);
        }
        catch (TemplateException)
        {
            // What is wrong may quote what it is wrong with.
            throw context.Fault($"{what} cannot be done with this secret");
        }

        return Hide(context, what, result);
    }

    /// <summary>The result of work on a secret.</summary>
    public static Value Hide(RenderContext context, string what, Value result)
    {
        if (result.TryGetString(out string? text))
        {
            return Value.Hidden(text, result.IsMarkup);
        }

        if (result.IsSecret || result.IsBoolean || result.IsNone)
        {
            return result;
        }

        return result.AsObject() switch
        {
            ListValue list => new ListValue(list.Items.Select(item => Hide(context, what, item))),
            TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Hide(context, what, item))]),
            _ => throw context.Fault($"{what} of a secret would give a value that tells something of it and does not show as ***"),
        };
    }

    /// <summary>A text as if nothing in it were secret.</summary>
    public static Value Plain(RenderContext context, Value value)
    {
        if (!value.IsSecret)
        {
            return value;
        }

        string text = Composer.Reveal(value, context);
        return value.IsMarkup ? Value.Markup(text) : text;
    }
}
