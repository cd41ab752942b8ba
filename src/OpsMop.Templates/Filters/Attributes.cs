using System.Numerics;

namespace OpsMop.Templates;

/// <summary>What <c>attribute='a.0.b'</c> means.</summary>
internal static class Attributes
{
    public static Func<Value, Value> Getter(RenderContext context, Value attribute, bool ignoreCase = false, Value otherwise = default)
    {
        Value[] parts = Parts(context, attribute);
        bool hasDefault = !Arguments.IsNone(otherwise);
        return item =>
        {
            foreach (Value part in parts)
            {
                item = Operators.Item(item, part, context);
                if (hasDefault && item.IsUndefined)
                {
                    item = otherwise;
                }
            }

            return ignoreCase ? IgnoreCase(item, context) : item;
        };
    }

    /// <summary>Several, separated by commas: a list of values.</summary>
    public static Func<Value, Value> Getters(RenderContext context, Value attribute, bool ignoreCase)
    {
        Func<Value, Value>[] getters = attribute.TryGetString(out string? text)
            ? [.. text.Split(',').Select(part => Getter(context, part, ignoreCase))]
            : [Getter(context, attribute, ignoreCase)];
        return item =>
        {
            var values = new List<Value>(getters.Length);
            foreach (Func<Value, Value> getter in getters)
            {
                values.Add(getter(item));
            }

            return new ListValue(values);
        };
    }

    public static Value IgnoreCase(Value value, RenderContext context) => value.TryGetString(out string? text) ? Characters.ToLower(text)
        : value.IsSecret ? Value.Hidden(Characters.ToLower(Composer.Reveal(value, context)))
        : value;

    private static Value[] Parts(RenderContext context, Value attribute)
    {
        if (Arguments.IsNone(attribute))
        {
            return [];
        }

        Arguments.Check(context, attribute);
        return attribute.TryGetString(out string? text) ? [.. text.Split('.').Select(part => Part(context, part))] : [attribute];
    }

    private static Value Part(RenderContext context, string part)
    {
        foreach (char c in part)
        {
            if (!Characters.IsDigit(c))
            {
                return part;
            }
        }

        return part.Length == 0 ? part
            : Numbers.TryParseInteger(part, 10, out BigInteger number) ? number
            : throw context.Fault($"'{part}' is no index");
    }
}
