using OpsMop.Parsing;

namespace OpsMop.Templates;

/// <content>What is reached from a value: attributes, items, slices, calls, iteration.</content>
public static partial class Operators
{
    /// <summary><c>target.name</c>: as Jinja2's getattr, an attribute, else an item of that name, else undefined.</summary>
    /// <param name="target">The value.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Attribute(Value target, string name, RenderContext context)
    {
        if (TryGetAttribute(target, name, context, out Value value) || (target.AsObject() is { } o && o.TryGetItem(name, context, out value)))
        {
            return value;
        }

        return Missing(target, name, context);
    }

    /// <summary><c>target[index]</c>: as Jinja2's getitem, an item, else for a string an attribute of that name, else undefined.</summary>
    /// <param name="target">The value.</param>
    /// <param name="index">The index or the key.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Item(Value target, Value index, RenderContext context)
    {
        if (target.IsUndefined)
        {
            throw UndefinedFault(target, context);
        }

        if (target.AsObject() is { } o)
        {
            if (o.TryGetItem(index, context, out Value item))
            {
                return item;
            }
        }
        else if (target.IsText && index.TryGetInt64(out _))
        {
            string text = Composer.Reveal(target, context);
            if (Sequences.TryGetIndex(index, Characters.Length(text), out int at))
            {
                return Coloured(target, Characters.Range(text, at, at + 1));
            }
        }

        return index.TryGetString(out string? name) && TryGetAttribute(target, name, context, out Value value) ? value : Missing(target, index, context);
    }

    /// <summary><c>target[start:stop:step]</c>; what is not given is undefined.</summary>
    /// <param name="target">The value.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="stop">Before what to end.</param>
    /// <param name="step">How far to go each time.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Slice(Value target, Value start, Value stop, Value step, RenderContext context)
    {
        if (target.IsUndefined)
        {
            throw UndefinedFault(target, context);
        }

        if (target.IsText)
        {
            string text = Composer.Reveal(target, context);
            int length = Characters.Length(text);
            (int from, int to, int by, int count) = Sequences.Slice(start, stop, step, length, context);
            if (count == 0)
            {
                return Coloured(target, "");
            }

            if (by == 1)
            {
                return Coloured(target, Characters.Range(text, from, to));
            }

            int[] points = Characters.CodePoints(text);
            var slice = new System.Text.StringBuilder(count);
            for (int i = 0; i < count; i++)
            {
                Characters.Append(slice, points[from + (i * by)]);
            }

            return Coloured(target, slice.ToString());
        }

        switch (target.AsObject())
        {
            case ListValue list:
                return new ListValue(Sequences.Slice(list.Items, start, stop, step, context));
            case TupleValue tuple:
                return new TupleValue([.. Sequences.Slice(tuple.Items, start, stop, step, context)]);
            case RangeValue range when range.Length <= int.MaxValue:
                (int from, int to, _, _) = Sequences.Slice(start, stop, step, (int)range.Length, context);
                System.Numerics.BigInteger by = step.TryGetInteger(out System.Numerics.BigInteger given) ? given : 1;
                return new RangeValue(range.Start + (from * range.Step), range.Start + (to * range.Step), range.Step * by);
            default:
                string type = TypeName(target);
                return new UndefinedValue(() => $"'{type}' object cannot be sliced");
        }
    }

    /// <summary><c>target(arguments)</c>.</summary>
    /// <param name="target">What is called.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static Value Call(Value target, CallArguments arguments, RenderContext context)
    {
        if (target.IsUndefined)
        {
            throw UndefinedFault(target, context);
        }

        return target.AsObject() is { IsCallable: true } callable ? callable.Call(arguments, context)
            : throw context.Fault($"'{TypeName(target)}' object is not callable");
    }

    /// <summary>The items of a value: of a list, the characters of a string, the keys of a dictionary.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">Where to report what is wrong.</param>
    public static IEnumerable<Value> Iterate(Value value, RenderContext context)
    {
        if (value.AsObject() is { IsIterable: true } iterable)
        {
            return iterable.Iterate(context);
        }

        if (value.TryGetString(out string? text))
        {
            return Characters.Each(text).Select(static character => (Value)character);
        }

        if (value.IsUndefined)
        {
            return IsLenient(value) ? [] : throw UndefinedFault(value, context);
        }

        throw value.IsSecret
            ? context.Fault("A secret is not taken apart: write it, pass it on, or compare it")
            : context.Fault($"'{TypeName(value)}' object is not iterable");
    }

    /// <summary>Whether a value has items that can be enumerated.</summary>
    internal static bool IsIterable(Value value) => value.IsText || value.AsObject() is { IsIterable: true };

    /// <summary>
    /// An attribute only, as Python's getattr; names that begin with an underscore are Python's own and never found, but for data of C# and namespaces.
    /// </summary>
    internal static bool TryGetAttribute(Value target, string name, RenderContext context, out Value value)
    {
        if (target.AsObject() is { } o)
        {
            return target.IsUndefined ? throw UndefinedFault(target, context) : o.TryGetAttribute(name, context, out value);
        }

        value = default;
        switch (target.Kind)
        {
            case ValueKind.Undefined:
                throw UndefinedFault(target, context);
            case ValueKind.String or ValueKind.Markup or ValueKind.Secret:
                return (target.IsMarkup && StringMethods.OfMarkup.TryBind(target, name, out value)) || StringMethods.OfString.TryBind(target, name, out value);
            case ValueKind.Integer or ValueKind.Boolean:
                return NumberMethods.TryGetAttribute(NumberMethods.OfInteger, target, name, out value);
            case ValueKind.Float:
                return NumberMethods.TryGetAttribute(NumberMethods.OfFloat, target, name, out value);
            default:
                return false;
        }
    }

    /// <summary>Text of another's colour: secret as a whole if that is secret in part, and marked as safe if that is.</summary>
    internal static Value Coloured(Value source, string text) =>
        source.IsSecret ? Value.Hidden(text, source.IsMarkup) : source.IsMarkup ? Value.Markup(text) : text;

    /// <summary>What is not there, with Jinja2's message.</summary>
    internal static Value Missing(Value target, Value name, RenderContext context)
    {
        string type = target.IsNone ? "None" : target.IsMarkup ? "markupsafe.Markup object" : TypeName(target) + " object";
        if (name.TryGetString(out string? text))
        {
            return new UndefinedValue(() =>
                $"'{type}' has no attribute {Quoted(text)}.{Suggestion.DidYouMean(target.AsObject() is ObjectValue ? ObjectShape.Canonical(text) : text, Names(target))}");
        }

        string element = name.IsSecret || name.AsObject() is not null ? "of this key" : name.IsUndefined ? "Undefined" : Repr(name, context);
        string also = name.IsUndefined ? $": {UndefinedMessage(name)}" : "";
        return new UndefinedValue(() => $"{type} has no element {element}{also}");
    }

    private static string Quoted(string text) => text.Contains('\'', StringComparison.Ordinal) ? $"\"{text}\"" : $"'{text}'";

    private static IEnumerable<string> Names(Value target) => target.AsObject() switch
    {
        DictionaryValue dictionary => Keys(dictionary).Concat(ContainerMethods.Dictionary.Names),
        NamespaceValue space => Keys(space.Members),
        ListValue => ContainerMethods.List.Names,
        ObjectValue o => o.Shape.Names,
        { } other => other.AttributeNames,
        _ => target.IsText ? StringMethods.OfString.Names : [],
    };

    private static IEnumerable<string> Keys(DictionaryValue dictionary) =>
        dictionary.Entries.Take(1000).Select(static entry => entry.Key.TryGetString(out string? key) ? key : "").Where(static key => key.Length > 0);
}
