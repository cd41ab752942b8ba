namespace OpsMop.Templates.Interpreter;

/// <summary>Facts by name, each looked up when a template reads it.</summary>
/// <param name="typeName">What it is, for messages.</param>
/// <param name="names">The names; asked for when they are needed.</param>
/// <param name="find">Looks a fact up; not given if there is none of that name.</param>
internal sealed class FactsValue(string typeName, Func<IEnumerable<string>> names, Func<string, Value> find) : ValueObject
{
    public override string TypeName => typeName;

    internal override IEnumerable<string> AttributeNames => names();

    public override int? Count => names().Count();

    public override bool IsIterable => true;

    public override IEnumerable<Value> Iterate(RenderContext context) => names().Select(static name => (Value)name);

    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = find(name);
        return !value.IsNotGiven;
    }

    public override bool TryGetItem(Value index, RenderContext context, out Value value)
    {
        value = default;
        return index.TryGetString(out string? name) && TryGetAttribute(name, context, out value);
    }

    public override string Represent(RenderContext context) =>
        throw context.Fault($"'{typeName}' has no text of its own; write one of its facts: {string.Join(", ", names().Take(8))}");
}
