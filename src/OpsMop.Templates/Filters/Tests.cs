namespace OpsMop.Templates;

/// <summary>Jinja2's tests: <c>value is defined</c>. Each gives <c>true</c> or <c>false</c>.</summary>
public static class Tests
{
    /// <summary>Whether it is <c>true</c> or <c>false</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Boolean(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsBoolean;

    /// <summary>Whether it can be called. Jinja2 says so of what is not there, too.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Callable(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsUndefined || input.AsObject() is { IsCallable: true };

    /// <summary>Whether it is there.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Defined(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        !input.IsUndefined;

    /// <summary>Whether it can be divided by a number without a rest.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value DivisibleBy(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Equal(Remainder(context, input, arguments[0]), 0, context);

    /// <summary>Whether it equals another value.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Equal(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Equal(input, arguments[0], context);

    /// <summary>Whether it is marked as safe for HTML.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Escaped(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsMarkup;

    /// <summary>Whether it is even.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Even(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Equal(Remainder(context, input, 2), 0, context);

    /// <summary>Whether it is <c>false</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value False(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.TryGetBoolean(out bool truth) && !truth;

    /// <summary>Whether there is a filter of this name.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Filter(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        IsName(context, input) && BuiltInTable.HasFilter(Operators.Str(input, context));

    /// <summary>Whether it is a number with a fraction.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Float(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.TryGetFloat(out _);

    /// <summary>Whether it is greater than another value, or equal.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value GreaterOrEqual(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.GreaterOrEqual(input, arguments[0], context);

    /// <summary>Whether it is greater than another value.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Greater(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Greater(input, arguments[0], context);

    /// <summary>Whether it is in a sequence, a text or a dictionary.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value In(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Contains(input, arguments[0], context);

    /// <summary>Whether it is a whole number.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Integer(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.Kind == ValueKind.Integer;

    /// <summary>Whether its items can be enumerated.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Iterable(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsUndefined ? throw Operators.UndefinedFault(input, context) : Operators.IsIterable(input);

    /// <summary>Whether it is less than another value, or equal.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value LessOrEqual(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.LessOrEqual(input, arguments[0], context);

    /// <summary>Whether it is text in lower case.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Lower(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        StringMethods.IsCase(Plain(context, input), lower: true);

    /// <summary>Whether it is less than another value.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Less(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Less(input, arguments[0], context);

    /// <summary>Whether it is a dictionary.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Mapping(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.AsObject() is DictionaryValue;

    /// <summary>Whether it does not equal another value.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value NotEqual(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.NotEqual(input, arguments[0], context);

    /// <summary>Whether it is <c>none</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value None(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsNone;

    /// <summary>Whether it is a number; <c>true</c> and <c>false</c> are.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Number(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsNumber;

    /// <summary>Whether it is odd.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Odd(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Operators.Equal(Remainder(context, input, 2), 1, context);

    /// <summary>Whether it is the same thing as another value.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value SameAs(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        Same(input, arguments[0]);

    /// <summary>Whether it has a length and items: a list, a text, a dictionary.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Sequence(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsText || input.AsObject() is ListValue or TupleValue or DictionaryValue or RangeValue;

    /// <summary>Whether it is text.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value String(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsText;

    /// <summary>Whether there is a test of this name.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Test(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        IsName(context, input) && BuiltInTable.HasTest(Operators.Str(input, context));

    /// <summary>Whether it is <c>true</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value True(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.TryGetBoolean(out bool truth) && truth;

    /// <summary>Whether it is not there.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Undefined(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        input.IsUndefined;

    /// <summary>Whether it is text in upper case.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Upper(RenderContext context, Value input, ReadOnlySpan<Value> arguments) =>
        StringMethods.IsCase(Plain(context, input), lower: false);

    private static Value Plain(RenderContext context, Value input) => Colour.Plain(context, Composer.Str(input, context));

    private static bool IsName(RenderContext context, Value input)
    {
        KeyComparer.Check(input, context);
        return input.IsText;
    }

    // Which strings are one is chance in Python; here those are that are equal.
    private static bool Same(Value left, Value right) => Value.AreSame(left, right)
        || (left.IsText && right.IsText && left.IsMarkup == right.IsMarkup && left.TryGetString(out string? a) && right.TryGetString(out string? b) && a == b)
        || (left.AsObject() is ObjectValue x && right.AsObject() is ObjectValue y && ReferenceEquals(x.Target, y.Target));

    /// <summary>The remainder by a number.</summary>
    private static Value Remainder(RenderContext context, Value input, Value by)
    {
        // A text is formatted by %, which is never a number.
        Value rest = Operators.Modulo(input, by, context);
        return rest.IsText ? throw context.Fault($"A number was expected, not {Operators.TypeName(input)}") : rest;
    }
}
