namespace OpsMop.Templates.Interpreter;

/// <summary>Names and what they mean, over another layer of them. It never changes while a template is rendered.</summary>
internal abstract class NameLayer(NameLayer? below)
{
    public NameLayer? Below { get; } = below;

    public abstract IEnumerable<string> Names { get; }

    public abstract bool TryGet(string name, out Value value);
}

/// <summary>Names that a template has set.</summary>
internal sealed class SetNames(NameLayer below, IReadOnlyDictionary<string, Value> names) : NameLayer(below)
{
    public override IEnumerable<string> Names => names.Keys;

    public override bool TryGet(string name, out Value value) => names.TryGetValue(name, out value);
}
