namespace OpsMop.Templates;

/// <content>What is done with sequences and dictionaries.</content>
public static partial class Filters
{
    /// <summary>An attribute by name; an item of that name is not looked for.</summary>
    /// <inheritdoc cref="BuiltIn" path="/param"/>
    public static Value Attr(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        string name = Arguments.Str(context, arguments[0], "The name of the attribute");
        return Operators.TryGetAttribute(input, name, context, out Value value) ? value : Operators.Missing(input, name, context);
    }

    /// <summary>In lists of so many items.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Batch(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        long size = Arguments.Index(context, arguments[0]);
        Value fill = Arguments.Or(arguments[1], Value.None);
        return new IteratorValue(Batches(context, input, size, fill));
    }

    /// <summary>Another value in place of one that is not there, or with <c>true</c> as second argument one that counts as false.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Default(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => input.IsUndefined || (!arguments[1].IsNotGiven && Operators.IsTrue(arguments[1], context) && !Operators.IsTrue(input, context))
            ? Arguments.Or(arguments[0], "")
            : input;

    /// <summary>The pairs of a dictionary, sorted by key or by value.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value DictSort(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        bool sensitive = Arguments.True(context, arguments[0], false);
        Value by = Arguments.Or(arguments[1], "key");
        int position = by.TryGetString(out string? word) && word is "key" or "value" ? (word == "key" ? 0 : 1)
            : throw context.Fault("You can only sort by either \"key\" or \"value\"");
        bool reverse = Arguments.True(context, arguments[2], false);
        var pairs = Dictionary(context, input, "dictsort").Entries.Select(static entry => (Value)new TupleValue(entry.Key, entry.Value)).ToList();
        return new ListValue(Sorting.Sort(
            pairs,
            pair =>
            {
                Value key = ((TupleValue)pair.AsObject()!).Items[position];
                return sensitive ? key : Attributes.IgnoreCase(key, context);
            },
            reverse,
            context));
    }

    /// <summary>The first item.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value First(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        foreach (Value item in Operators.Iterate(input, context))
        {
            return item;
        }

        return new UndefinedValue("No first item, sequence was empty.");
    }

    /// <summary>Groups of the items that have the same value of an attribute, sorted by it.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value GroupBy(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        bool sensitive = Arguments.True(context, arguments[2], false);
        Func<Value, Value> key = Attributes.Getter(context, arguments[0], !sensitive, arguments[1]);
        Func<Value, Value> shown = Attributes.Getter(context, arguments[0], false, arguments[1]);
        var groups = new List<Value>();
        List<Value>? group = null;
        Value last = default;
        foreach (Value item in Sorting.Sort(Operators.Iterate(input, context), key, false, context))
        {
            Value own = key(item);
            if (group is null || !Operators.IsSameOrEqual(last, own, context))
            {
                group = [];
                last = own;
                groups.Add(new GroupTuple(sensitive ? own : shown(item), new ListValue(group)));
            }

            group.Add(item);
        }

        return new ListValue(groups);
    }

    /// <summary>The pairs of a dictionary; none of what is not there.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Items(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        if (input.IsUndefined)
        {
            return new IteratorValue([]);
        }

        return new IteratorValue(Pairs(context, input));
    }

    /// <summary>The last item.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Last(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        foreach (Value item in Reversed(context, input))
        {
            return item;
        }

        return new UndefinedValue("No last item, sequence was empty.");
    }

    /// <summary>How many items there are.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Length(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        if (Operators.IsLenient(input))
        {
            return 0;
        }

        Arguments.Check(context, input);
        if (input.IsText)
        {
            return Characters.Length(Composer.Reveal(input, context));
        }

        return input.AsObject() is RangeValue range ? range.Length
            : input.AsObject()?.Count is { } count ? count
            : throw context.Fault($"object of type '{Operators.TypeName(input)}' has no len(){(input.AsObject() is IteratorValue ? "; make a list of it first: | list" : "")}");
    }

    /// <summary>A list of the items.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value List(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var list = new ListValue();
        foreach (Value item in Operators.Iterate(input, context))
        {
            list.Add(item, context);
        }

        return list;
    }

    /// <summary>A filter applied to each item, or an attribute of each.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Map(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        var positional = (ListValue)arguments[0].AsObject()!;
        var named = (DictionaryValue)arguments[1].AsObject()!;
        return new IteratorValue(Mapped(context, input, positional, named));
    }

    /// <summary>The greatest item.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Max(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Extreme(context, input, arguments, Operators.Greater);

    /// <summary>The least item.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Min(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => Extreme(context, input, arguments, Operators.Less);

    /// <summary>An error: a file that differs at each run is changed at each run.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Random(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => throw context.Fault("random gives another item each time, and a file that is rendered from it would change at every run; choose the item outside of the template and give it as a value");

    /// <summary>The items for which a test does not hold.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Reject(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => new IteratorValue(Selected(context, input, arguments, false, false));

    /// <summary>The items for whose attribute a test does not hold.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value RejectAttr(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => new IteratorValue(Selected(context, input, arguments, false, true));

    /// <summary>The other way round.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Reverse(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        if (input.IsText)
        {
            return Operators.Slice(input, default, default, -1, context);
        }

        Arguments.Check(context, input);
        return input.AsObject() switch
        {
            ListValue => new IteratorValue(Reversed(context, input), "list_reverseiterator"),
            TupleValue => new IteratorValue(Reversed(context, input), "reversed"),
            DictionaryValue => new IteratorValue(Reversed(context, input), "dict_reversekeyiterator"),
            DictionaryView view => new IteratorValue(Reversed(context, input), $"dict_reverse{view.TypeName[5..].TrimEnd('s')}iterator"),
            RangeValue => new IteratorValue(Reversed(context, input), "range_iterator"),
            { IsIterable: true } => new ListValue(Enumerable.Reverse([.. ((ListValue)List(context, input, []).AsObject()!).Items])),
            _ => throw context.Fault("argument must be iterable"),
        };
    }

    /// <summary>The items for which a test holds.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Select(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => new IteratorValue(Selected(context, input, arguments, true, false));

    /// <summary>The items for whose attribute a test holds.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value SelectAttr(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
        => new IteratorValue(Selected(context, input, arguments, true, true));

    /// <summary>In so many lists.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Slice(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        long slices = Arguments.Index(context, arguments[0]);
        Value fill = Arguments.Or(arguments[1], Value.None);
        return new IteratorValue(Sliced(context, input, slices, fill));
    }

    /// <summary>Sorted, by attributes where some are named.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Sort(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        bool reverse = Arguments.True(context, arguments[0], false);
        bool sensitive = Arguments.True(context, arguments[1], false);
        return new ListValue(Sorting.Sort(
            Operators.Iterate(input, context),
            Attributes.Getters(context, Arguments.Or(arguments[2], Value.None), !sensitive),
            reverse,
            context));
    }

    /// <summary>The sum of the items, or of an attribute of each.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Sum(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        Func<Value, Value>? attribute = Arguments.IsNone(arguments[0]) ? null : Attributes.Getter(context, arguments[0]);
        Value sum = Arguments.Or(arguments[1], 0);
        if (sum.IsText)
        {
            throw context.Fault("sum() can't sum strings; join them with | join");
        }

        foreach (Value item in Operators.Iterate(input, context))
        {
            context.Step();
            sum = Operators.Add(sum, attribute is null ? item : attribute(item), context);
        }

        return sum;
    }

    /// <summary>Each item once.</summary>

    /// <inheritdoc cref="BuiltIn" path="/param"/>

    public static Value Unique(RenderContext context, Value input, ReadOnlySpan<Value> arguments)
    {
        bool sensitive = Arguments.True(context, arguments[0], false);
        return new IteratorValue(Once(context, input, Attributes.Getter(context, Arguments.Or(arguments[1], Value.None), !sensitive)));
    }

    private static IEnumerable<Value> Batches(RenderContext context, Value input, long size, Value fill)
    {
        var batch = new List<Value>();
        foreach (Value item in Operators.Iterate(input, context))
        {
            if (batch.Count == size)
            {
                yield return new ListValue(batch);
                batch = [];
            }

            if (batch.Count >= context.Limits.Items)
            {
                throw Operators.TooMany(context);
            }

            batch.Add(item);
        }

        if (batch.Count == 0)
        {
            yield break;
        }

        if (!fill.IsNone && batch.Count < size)
        {
            if (size > context.Limits.Items)
            {
                throw Operators.TooMany(context);
            }

            batch.AddRange(Enumerable.Repeat(fill, (int)size - batch.Count));
        }

        yield return new ListValue(batch);
    }

    private static IEnumerable<Value> Sliced(RenderContext context, Value input, long slices, Value fill)
    {
        IReadOnlyList<Value> all = ((ListValue)List(context, input, []).AsObject()!).Items;
        if (slices == 0)
        {
            throw context.Fault("integer division or modulo by zero: slice into no lists");
        }

        if (slices > context.Limits.Items)
        {
            throw Operators.TooMany(context);
        }

        if (slices < 0)
        {
            yield break;
        }

        int size = (int)(all.Count / slices);
        int larger = (int)(all.Count % slices);
        int at = 0;
        for (int i = 0; i < slices; i++)
        {
            int count = size + (i < larger ? 1 : 0);
            var slice = new List<Value>(all.Skip(at).Take(count));
            at += count;
            if (!fill.IsNone && i >= larger)
            {
                slice.Add(fill);
            }

            yield return new ListValue(slice);
        }
    }

    private static IEnumerable<Value> Pairs(RenderContext context, Value input)
    {
        if (input.AsObject() is not DictionaryValue dictionary)
        {
            throw context.Fault("Can only get item pairs from a mapping.");
        }

        return new DictionaryView(dictionary, DictionaryView.OfItems).Iterate(context);
    }

    private static IEnumerable<Value> Mapped(RenderContext context, Value input, ListValue positional, DictionaryValue named)
    {
        if (!Operators.IsTrue(input, context))
        {
            yield break;
        }

        Func<Value, Value> map;
        if (positional.Count == 0 && named.TryGet("attribute", context, out Value attribute))
        {
            named.TryGet("default", context, out Value otherwise);
            foreach ((Value key, _) in named.Entries)
            {
                if (key.TryGetString(out string? name) && name is not ("attribute" or "default"))
                {
                    throw context.Fault($"Unexpected keyword argument '{name}'");
                }
            }

            map = Attributes.Getter(context, attribute, false, otherwise);
        }
        else
        {
            if (positional.Count == 0)
            {
                throw context.Fault("map requires a filter argument");
            }

            BuiltInFunction filter = BuiltInTable.Filter(Arguments.Str(context, positional.Items[0], "The filter of map"), context);
            CallArguments given = Given(positional, 1, named);
            map = item => filter.Invoke(context, item, given);
        }

        foreach (Value item in Operators.Iterate(input, context))
        {
            yield return map(item);
        }
    }

    private static IEnumerable<Value> Selected(RenderContext context, Value input, ReadOnlySpan<Value> arguments, bool wanted, bool byAttribute) =>
        Selected(context, input, (ListValue)arguments[0].AsObject()!, (DictionaryValue)arguments[1].AsObject()!, wanted, byAttribute);

    private static IEnumerable<Value> Selected(RenderContext context, Value input, ListValue positional, DictionaryValue named, bool wanted, bool byAttribute)
    {
        if (!Operators.IsTrue(input, context))
        {
            yield break;
        }

        int at = 0;
        Func<Value, Value>? attribute = null;
        if (byAttribute)
        {
            if (positional.Count == 0)
            {
                throw context.Fault("Missing parameter for attribute name");
            }

            attribute = Attributes.Getter(context, positional.Items[at++]);
        }

        Func<Value, bool> holds = item => Operators.IsTrue(item, context);
        if (positional.Count > at)
        {
            BuiltInFunction test = BuiltInTable.Test(Arguments.Str(context, positional.Items[at++], "The name of the test"), context);
            CallArguments given = Given(positional, at, named);
            holds = item => Operators.IsTrue(test.Invoke(context, item, given), context);
        }

        foreach (Value item in Operators.Iterate(input, context))
        {
            if (holds(attribute is null ? item : attribute(item)) == wanted)
            {
                yield return item;
            }
        }
    }

    private static CallArguments Given(ListValue positional, int skip, DictionaryValue named) => new(
        [.. positional.Items.Skip(skip)],
        [.. named.Entries.Select(static entry => KeyValuePair.Create(entry.Key.TryGetString(out string? name) ? name : "", entry.Value))]);

    private static IEnumerable<Value> Once(RenderContext context, Value input, Func<Value, Value> key)
    {
        var seen = new HashSet<Value>(KeyComparer.Instance);
        foreach (Value item in Operators.Iterate(input, context))
        {
            Value own = key(item);
            KeyComparer.Check(own, context);
            if (seen.Add(own))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<Value> Reversed(RenderContext context, Value input)
    {
        Arguments.Check(context, input);
        if (input.IsSecret)
        {
            return Operators.Iterate(input, context);
        }

        if (input.TryGetString(out string? text))
        {
            return Characters.Each(text).Reverse().Select(character => Operators.Coloured(input, character));
        }

        return input.AsObject() switch
        {
            ListValue list => Backwards(list.Items),
            TupleValue tuple => Backwards(tuple.Items),
            DictionaryValue dictionary => Backwards([.. dictionary.Iterate(context)]),
            DictionaryView view => Backwards(view.Snapshot()),
            RangeValue range => new RangeValue(range.Start + ((range.Length - 1) * range.Step), range.Start - range.Step, -range.Step).Iterate(context),
            _ => throw context.Fault($"'{Operators.TypeName(input)}' object is not reversible{(Operators.IsIterable(input) ? "; make a list of it first: | list" : "")}"),
        };
    }

    private static IEnumerable<Value> Backwards(IReadOnlyList<Value> items)
    {
        for (int i = items.Count - 1; i >= 0; i--)
        {
            if (i < items.Count)
            {
                yield return items[i];
            }
        }
    }

    private static Value Extreme(RenderContext context, Value input, ReadOnlySpan<Value> arguments, Func<Value, Value, RenderContext, bool> better)
    {
        bool sensitive = Arguments.True(context, arguments[0], false);
        Func<Value, Value> key = Attributes.Getter(context, Arguments.Or(arguments[1], Value.None), !sensitive);
        bool first = true;
        Value best = default;
        Value bestKey = default;
        foreach (Value item in Operators.Iterate(input, context))
        {
            Value own = key(item);
            if (first || better(own, bestKey, context))
            {
                best = item;
                bestKey = own;
            }

            first = false;
        }

        return first ? new UndefinedValue("No aggregated item, sequence was empty.") : best;
    }

    private static DictionaryValue Dictionary(RenderContext context, Value input, string filter)
    {
        Arguments.Check(context, input);
        return input.AsObject() as DictionaryValue ?? throw context.Fault($"{filter} needs a dictionary, not {Operators.TypeName(input)}");
    }
}
