namespace OpsMop.Templates;

/// <summary>
/// A sequence that is made when it is asked for and gives each item once, as <c>map</c> and <c>select</c> give: it has no length, and is not printed.
/// </summary>
public sealed class IteratorValue : ValueObject
{
    private readonly IEnumerable<Value> _items;
    private IEnumerator<Value>? _enumerator;
    private bool _running;

    /// <summary>Makes it.</summary>
    /// <param name="items">The items; enumerated once, when they are asked for.</param>
    /// <param name="typeName">What Python calls it.</param>
    public IteratorValue(IEnumerable<Value> items, string typeName = "generator")
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
        TypeName = typeName;
    }

    /// <inheritdoc/>
    public override string TypeName { get; }

    /// <inheritdoc/>
    public override bool IsIterable => true;

    /// <inheritdoc/>
    public override IEnumerable<Value> Iterate(RenderContext context)
    {
        while (TryNext(context, out Value item))
        {
            yield return item;
        }
    }

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => throw context.Fault(
        $"A '{TypeName}' has no text of its own (Python would print its address): it gives its items one by one. Make a list of it with | list, or text with | join(', ')");

    internal bool TryNext(RenderContext context, out Value item)
    {
        if (_running)
        {
            throw context.Fault("generator already executing");
        }

        context.Step();
        _running = true;
        try
        {
            _enumerator ??= _items.GetEnumerator();
            if (_enumerator.MoveNext())
            {
                item = _enumerator.Current;
                return true;
            }
        }
        finally
        {
            _running = false;
        }

        item = default;
        return false;
    }
}
