using System.Numerics;

namespace OpsMop.Templates;

/// <summary>Jinja2's global functions. Their input is nothing.</summary>
public static class Globals
{
    /// <summary><c>range([start,] stop[, step])</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Range(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        IReadOnlyList<Value> given = ((ListValue)arguments[0].AsObject()!).Items;
        if (given.Count is 0 or > 3)
        {
            throw context.Fault($"range takes from 1 to 3 arguments but {given.Count} were given");
        }

        var numbers = new BigInteger[given.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            Arguments.Check(context, given[i]);
            if (!given[i].TryGetInteger(out numbers[i]))
            {
                throw context.Fault($"'{Operators.TypeName(given[i])}' object cannot be interpreted as an integer");
            }
        }

        BigInteger step = numbers.Length == 3 ? numbers[2] : BigInteger.One;
        return step.IsZero
            ? throw context.Fault("range() arg 3 must not be zero")
            : new RangeValue(numbers.Length == 1 ? BigInteger.Zero : numbers[0], numbers.Length == 1 ? numbers[0] : numbers[1], step);
    }

    /// <summary><c>dict(a=1)</c>, of a dictionary, of pairs, or of keywords.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Dict(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var dictionary = new DictionaryValue();
        Fill(context, dictionary, arguments[0], arguments[1], "dict");
        return dictionary;
    }

    /// <summary><c>namespace(found=false)</c>: members that can be set from within a loop.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Namespace(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var members = new DictionaryValue();
        Fill(context, members, arguments[0], arguments[1], "namespace");
        return new NamespaceValue(members);
    }

    /// <summary><c>cycler('odd', 'even')</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Cycler(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        IReadOnlyList<Value> items = ((ListValue)arguments[0].AsObject()!).Items;
        return items.Count == 0 ? throw context.Fault("at least one item has to be provided to cycler") : new CyclerValue(new TupleValue([.. items]));
    }

    /// <summary><c>joiner(', ')</c>.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Joiner(RenderContext context, Value input, ReadOnlySpan<Value> arguments) => new JoinerValue(Arguments.Or(arguments[0], ", "));

    /// <summary>What Python's dict() and update() take.</summary>
    internal static void Fill(RenderContext context, DictionaryValue dictionary, Value positional, Value named, string what)
    {
        IReadOnlyList<Value> given = ((ListValue)positional.AsObject()!).Items;
        if (given.Count > 1)
        {
            throw context.Fault($"{what} expected at most 1 argument, got {given.Count}");
        }

        if (given.Count == 1)
        {
            if (given[0].AsObject() is DictionaryValue other)
            {
                foreach ((Value key, Value value) in other.Entries.ToArray())
                {
                    dictionary.Set(key, value, context);
                }
            }
            else
            {
                foreach (Value pair in Operators.Iterate(given[0], context))
                {
                    (Value key, Value value) = Pair(context, pair);
                    dictionary.Set(key, value, context);
                }
            }
        }

        foreach ((Value key, Value value) in ((DictionaryValue)named.AsObject()!).Entries)
        {
            dictionary.Set(key, value, context);
        }
    }

    /// <summary>Both of a pair.</summary>
    internal static (Value Key, Value Value) Pair(RenderContext context, Value pair)
    {
        List<Value> both = [.. Operators.Iterate(pair, context).Take(3)];
        return both.Count == 2 ? (both[0], both[1]) : throw context.Fault("A pair of key and value was expected");
    }
}
