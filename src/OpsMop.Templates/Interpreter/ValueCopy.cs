using System.Runtime.CompilerServices;

namespace OpsMop.Templates.Interpreter;

/// <summary>Copies lists and dictionaries, those within too.</summary>
internal static class ValueCopy
{
    public static Value Of(Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.AsObject())
        {
            case ListValue list:
                var items = new List<Value>(list.Items.Count);
                foreach (Value item in list.Items)
                {
                    items.Add(Of(item));
                }

                return new ListValue(items);
            case DictionaryValue dictionary:
                var copy = new DictionaryValue();
                foreach ((Value key, Value content) in dictionary.Entries)
                {
                    copy.SetOwn(key, Of(content));
                }

                return copy;
            case TupleValue tuple when tuple.GetType() == typeof(TupleValue):
                return new TupleValue([.. tuple.Items.Select(Of)]);
            default:
                return value;
        }
    }
}
