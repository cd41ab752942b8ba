namespace OpsMop.Templates;

/// <summary>What Jinja2's operators do with values, as Python does it. Called by compiled templates and by the interpreter.</summary>
public static partial class Operators
{
    /// <summary>Whether a value counts as true.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report one that is undefined.</param>
    public static bool IsTrue(Value value, RenderContext context)
    {
        if (value.TryGetBoolean(out bool truth))
        {
            return truth;
        }

        switch (value.Kind)
        {
            case ValueKind.Undefined when IsLenient(value):
                return false;
            case ValueKind.Undefined:
                throw UndefinedFault(value, context);
            case ValueKind.None:
                return false;
            case ValueKind.Integer:
                return !value.TryGetInt64(out long number) || number != 0;
            case ValueKind.Float:
                value.TryGetFloat(out double d);
                return d != 0;
            case ValueKind.Object:
                return value.AsObject()!.IsTrue;
            default:
                return Composer.Reveal(value, context).Length > 0;
        }
    }

    /// <summary><c>a ~ b ~ c</c>: what is secret in one of them stays so.</summary>
    /// <param name="values">The values.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Concatenate(ReadOnlySpan<Value> values, RenderContext context)
    {
        if (values.Length == 2 && values[0].TryGetString(out string? left) && values[1].TryGetString(out string? right))
        {
            return Joined(left, right, context);
        }

        var text = new Composer(context);
        foreach (Value value in values)
        {
            text.AppendStr(value);
        }

        return text.ToValue();
    }

    /// <summary>What Python's <c>str</c> gives. A value that is undefined, or has a secret in it, is reported.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static string Str(Value value, RenderContext context)
    {
        if (value.TryGetString(out string? plain))
        {
            return plain;
        }

        var text = new Composer(context);
        text.AppendStr(value);
        return text.ToPlain();
    }

    /// <summary>What Python's <c>repr</c> gives: strings in quotes. A value that is undefined, or has a secret in it, is reported.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static string Repr(Value value, RenderContext context)
    {
        var text = new Composer(context);
        text.AppendRepr(value);
        return text.ToPlain();
    }

    internal static string TypeName(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "Undefined",
        ValueKind.None => "NoneType",
        ValueKind.Boolean => "bool",
        ValueKind.Integer => "int",
        ValueKind.Float => "float",
        ValueKind.Markup => "Markup",
        ValueKind.String or ValueKind.Secret => "str",
        _ => value.AsObject()!.TypeName,
    };

    /// <summary>Whether it is what <c>a if condition</c> without <c>else</c> gives.</summary>
    internal static bool IsLenient(Value value) => value.AsObject() is UndefinedValue { IsLenient: true };

    internal static TemplateException UndefinedFault(Value value, RenderContext context) => context.Fault(UndefinedMessage(value));

    internal static string UndefinedMessage(Value value) =>
        (value.AsObject() as UndefinedValue)?.Message ?? "The value is undefined. If it may be missing, give it a default: | default('')";

    internal static TemplateException TooLong(RenderContext context) =>
        context.Fault($"The text would have more than {context.Limits.Characters} characters, which is the limit");

    internal static TemplateException TooMany(RenderContext context) =>
        context.Fault($"The sequence would have more than {context.Limits.Items} items, which is the limit");

    internal static TemplateException TooDeep(RenderContext context) =>
        context.Fault("Values are nested too deep here: does a list or a dictionary hold itself?");

    /// <summary>Reports the first operand that is undefined.</summary>
    private static void CheckDefined(Value left, Value right, RenderContext context)
    {
        if (left.IsUndefined)
        {
            throw UndefinedFault(left, context);
        }

        if (right.IsUndefined)
        {
            throw UndefinedFault(right, context);
        }
    }

    private static string Joined(string left, string right, RenderContext context) =>
        left.Length + (long)right.Length <= context.Limits.Characters ? string.Concat(left, right) : throw TooLong(context);
}
