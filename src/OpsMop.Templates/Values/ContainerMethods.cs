using System.Numerics;

namespace OpsMop.Templates;

/// <summary>The methods of lists, tuples, dictionaries and ranges.</summary>
internal static class ContainerMethods
{
    public static MethodTable List { get; } = new("list",
        ("append", "object", static (context, self, a) =>
        {
            ListOf(self).Add(a[0], context);
            return Value.None;
        }),
        ("extend", "iterable", Extend),
        ("insert", "index, object", Insert),
        ("pop", "index?", PopItem),
        ("index", "value, start?, stop?", static (context, self, a) => IndexOf(context, ListOf(self).Items, a)),
        ("count", "value", static (context, self, a) => CountOf(context, ListOf(self).Items, a[0])),
        ("remove", "value", Remove),
        ("reverse", "", static (context, self, a) =>
        {
            ListOf(self).Mutable.Reverse();
            return Value.None;
        }),
        ("sort", "key?, reverse?", Sort),
        ("copy", "", static (context, self, a) => new ListValue(ListOf(self).Items)),
        ("clear", "", static (context, self, a) =>
        {
            ListOf(self).Mutable.Clear();
            return Value.None;
        }));

    public static MethodTable Tuple { get; } = new("tuple",
        ("index", "value, start?, stop?", static (context, self, a) => IndexOf(context, ((TupleValue)self.AsObject()!).Items, a)),
        ("count", "value", static (context, self, a) => CountOf(context, ((TupleValue)self.AsObject()!).Items, a[0])));

    public static MethodTable Range { get; } = new("range",
        ("index", "value", static (context, self, a) =>
            a[0].TryGetInteger(out BigInteger number) && ((RangeValue)self.AsObject()!).TryFind(number, out BigInteger index)
            ? index : throw context.Fault("The value is not in range")),
        ("count", "value", static (context, self, a) => Operators.Contains(a[0], self, context) ? 1 : 0));

    public static MethodTable Dictionary { get; } = new("dict",
        ("get", "key, default?", static (context, self, a) => Of(self).TryGet(a[0], context, out Value value) ? value : a[1].IsNotGiven ? Value.None : a[1]),
        ("items", "", static (context, self, a) => new DictionaryView(Of(self), DictionaryView.OfItems)),
        ("keys", "", static (context, self, a) => new DictionaryView(Of(self), DictionaryView.OfKeys)),
        ("values", "", static (context, self, a) => new DictionaryView(Of(self), DictionaryView.OfValues)),
        ("update", "*args, **kwargs", static (context, self, a) =>
        {
            Globals.Fill(context, Of(self), a[0], a[1], "update");
            return Value.None;
        }),
        ("pop", "key, default?", static (context, self, a) => Of(self).Remove(a[0], context, out Value value) ? value
            : a[1].IsNotGiven ? throw context.Fault("pop(): the dictionary has no such key; give a default as second argument") : a[1]),
        ("setdefault", "key, default?", static (context, self, a) =>
        {
            if (!Of(self).TryGet(a[0], context, out Value value))
            {
                value = a[1].IsNotGiven ? Value.None : a[1];
                Of(self).Set(a[0], value, context);
            }

            return value;
        }),
        ("copy", "", static (context, self, a) => new DictionaryValue(Of(self))),
        ("popitem", "", static (context, self, a) =>
        {
            if (Of(self).Count == 0)
            {
                throw context.Fault("popitem(): dictionary is empty");
            }

            KeyValuePair<Value, Value> last = Of(self).RemoveLast();
            return new TupleValue(last.Key, last.Value);
        }),
        ("clear", "", static (context, self, a) =>
        {
            Of(self).Clear();
            return Value.None;
        }),
        ("fromkeys", "iterable, value?", static (context, self, a) =>
        {
            var dictionary = new DictionaryValue();
            foreach (Value key in Operators.Iterate(a[0], context))
            {
                dictionary.Set(key, a[1].IsNotGiven ? Value.None : a[1], context);
            }

            return dictionary;
        }));

    private static ListValue ListOf(Value self) => (ListValue)self.AsObject()!;

    private static DictionaryValue Of(Value self) => (DictionaryValue)self.AsObject()!;

    private static Value Extend(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        ListValue list = ListOf(self);
        IEnumerable<Value> items = arguments[0].AsObject() == list ? [.. list.Items] : Operators.Iterate(arguments[0], context);
        foreach (Value item in items)
        {
            list.Add(item, context);
        }

        return Value.None;
    }

    private static Value Insert(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        ListValue list = ListOf(self);
        long at = Arguments.Index(context, arguments[0]);
        int count = list.Items.Count;
        if (count >= context.Limits.Items)
        {
            throw Operators.TooMany(context);
        }

        list.Mutable.Insert((int)Math.Clamp(at < 0 ? at + count : at, 0, count), arguments[1]);
        return Value.None;
    }

    private static Value PopItem(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        ListValue list = ListOf(self);
        Value index = arguments[0].IsNotGiven ? -1 : arguments[0];
        _ = Arguments.Index(context, index);
        if (!Sequences.TryGetIndex(index, list.Items.Count, out int at))
        {
            throw context.Fault(list.Items.Count == 0 ? "pop from empty list" : "pop index out of range");
        }

        Value item = list.Items[at];
        list.Mutable.RemoveAt(at);
        return item;
    }

    private static Value Remove(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        ListValue list = ListOf(self);
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (Operators.IsSameOrEqual(list.Items[i], arguments[0], context))
            {
                list.Mutable.RemoveAt(i);
                return Value.None;
            }
        }

        throw context.Fault("list.remove(x): x not in list");
    }

    private static Value Sort(RenderContext context, Value self, ReadOnlySpan<Value> arguments)
    {
        ListValue list = ListOf(self);
        Value key = arguments[0];
        bool reverse = !arguments[1].IsNotGiven && Operators.IsTrue(arguments[1], context);
        List<Value> sorted = key.IsNotGiven || key.IsNone
            ? Sorting.Sort(list.Items, static item => item, reverse, context)
            : Sorting.Sort(list.Items, item => Operators.Call(key, new CallArguments([item], []), context), reverse, context);
        list.Mutable.Clear();
        list.Mutable.AddRange(sorted);
        return Value.None;
    }

    private static Value IndexOf(RenderContext context, IReadOnlyList<Value> items, ReadOnlySpan<Value> arguments)
    {
        int start = Place(context, arguments[1], 0, items.Count);
        int stop = Place(context, arguments[2], items.Count, items.Count);
        for (int i = start; i < stop; i++)
        {
            if (Operators.IsSameOrEqual(items[i], arguments[0], context))
            {
                return i;
            }
        }

        throw context.Fault("index(x): x not in list");
    }

    private static int Place(RenderContext context, Value bound, int otherwise, int count)
    {
        if (bound.IsNotGiven)
        {
            return otherwise;
        }

        long at = Arguments.Index(context, bound);
        return (int)Math.Clamp(at < 0 ? at + count : at, 0, count);
    }

    private static Value CountOf(RenderContext context, IReadOnlyList<Value> items, Value value)
    {
        int count = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (Operators.IsSameOrEqual(items[i], value, context))
            {
                count++;
            }
        }

        return count;
    }
}
