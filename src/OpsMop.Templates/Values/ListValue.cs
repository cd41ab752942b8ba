namespace OpsMop.Templates;

/// <summary>A list, as <c>[1, 2]</c> makes one.</summary>
public sealed class ListValue : ValueObject
{
    private readonly List<Value> _items;

    /// <summary>An empty list.</summary>
    public ListValue() => _items = [];

    /// <summary>A list of items.</summary>
    /// <param name="items">The items, which are copied.</param>
    public ListValue(IEnumerable<Value> items) => _items = [.. items];

    internal ListValue(List<Value> items) => _items = items;

    /// <summary>The items.</summary>
    public IReadOnlyList<Value> Items => _items;

    /// <inheritdoc/>
    public override string TypeName => "list";

    /// <inheritdoc/>
    public override int? Count => _items.Count;

    /// <inheritdoc/>
    public override bool IsIterable => true;

    internal List<Value> Mutable => _items;

    /// <inheritdoc/>
    public override IEnumerable<Value> Iterate(RenderContext context)
    {
        // As Python's: what is appended meanwhile is given too, up to the limit of items.
        for (int i = 0; i < _items.Count; i++)
        {
            yield return _items[i];
        }
    }

    /// <summary>Appends an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="context">Where to report that there are too many.</param>
    public void Add(Value item, RenderContext context)
    {
        if (_items.Count >= context.Limits.Items)
        {
            throw Operators.TooMany(context);
        }

        _items.Add(item);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => ContainerMethods.List.TryBind(this, name, out value);

    /// <inheritdoc/>
    public override bool TryGetItem(Value index, RenderContext context, out Value value) => Sequences.TryGetItem(_items, index, out value);

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => Operators.Repr(this, context);
}
