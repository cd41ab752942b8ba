namespace OpsMop.Templates;

/// <summary>A tuple, as <c>(1, 2)</c> makes one: a list that stays as it is.</summary>
public class TupleValue : ValueObject
{
    /// <summary>A tuple of items.</summary>
    /// <param name="items">The items, which are not changed afterwards.</param>
    public TupleValue(params Value[] items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Items = items;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<Value> Items { get; }

    /// <inheritdoc/>
    public override string TypeName => "tuple";

    /// <inheritdoc/>
    public override int? Count => Items.Count;

    /// <inheritdoc/>
    public override bool IsIterable => true;

    /// <inheritdoc/>
    public override IEnumerable<Value> Iterate(RenderContext context) => Items;

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => ContainerMethods.Tuple.TryBind(this, name, out value);

    /// <inheritdoc/>
    public override bool TryGetItem(Value index, RenderContext context, out Value value) => Sequences.TryGetItem(Items, index, out value);

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => Operators.Repr(this, context);
}
