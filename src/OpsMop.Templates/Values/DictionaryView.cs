namespace OpsMop.Templates;

/// <summary>What <c>items()</c>, <c>keys()</c> and <c>values()</c> of a dictionary give.</summary>
internal sealed class DictionaryView(DictionaryValue dictionary, string typeName) : ValueObject
{
    public const string OfItems = "dict_items";
    public const string OfKeys = "dict_keys";
    public const string OfValues = "dict_values";

    public DictionaryValue Dictionary { get; } = dictionary;

    public override string TypeName { get; } = typeName;

    public bool IsValues => TypeName == OfValues;

    public bool IsKeys => TypeName == OfKeys;

    public override int? Count => Dictionary.Count;

    public override bool IsIterable => true;

    public override IEnumerable<Value> Iterate(RenderContext context)
    {
        int count = Dictionary.Entries.Count;
        for (int i = 0; i < count; i++)
        {
            yield return Of(Dictionary.Entries[i]);
            if (Dictionary.Entries.Count != count)
            {
                throw context.Fault("dictionary changed size during iteration; iterate over a copy: .items() | list");
            }
        }
    }

    public override string Represent(RenderContext context) => Operators.Repr(this, context);

    public List<Value> Snapshot() => [.. Dictionary.Entries.Select(Of)];

    private Value Of(KeyValuePair<Value, Value> entry) => IsKeys ? entry.Key : IsValues ? entry.Value : new TupleValue(entry.Key, entry.Value);
}
