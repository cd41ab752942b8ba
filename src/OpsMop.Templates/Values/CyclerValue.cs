namespace OpsMop.Templates;

/// <summary>What <c>cycler('odd', 'even')</c> gives.</summary>
public sealed class CyclerValue : ValueObject
{
    private static readonly MethodTable s_methods = new("cycler",
        ("next", "", static (context, self, arguments) => ((CyclerValue)self.AsObject()!).Next()),
        ("reset", "", static (context, self, arguments) => ((CyclerValue)self.AsObject()!).Reset()));

    private readonly TupleValue _items;
    private int _position;

    internal CyclerValue(TupleValue items) => _items = items;

    /// <inheritdoc/>
    public override string TypeName => "Cycler";

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = name switch { "current" => _items.Items[_position], "items" => _items, "pos" => _position, _ => default(Value) };
        return name is "current" or "items" or "pos" || s_methods.TryBind(this, name, out value);
    }

    private Value Next()
    {
        Value current = _items.Items[_position];
        _position = (_position + 1) % _items.Items.Count;
        return current;
    }

    private Value Reset()
    {
        _position = 0;
        return Value.None;
    }
}
