namespace OpsMop.Templates;

/// <summary>What <c>groupby</c> gives for each group: the key and the list, by position or by name.</summary>
internal sealed class GroupTuple(Value grouper, Value list) : TupleValue(grouper, list)
{
    public override string TypeName => "_GroupTuple";

    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = name switch { "grouper" => Items[0], "list" => Items[1], _ => default };
        return name is "grouper" or "list" || base.TryGetAttribute(name, context, out value);
    }
}
