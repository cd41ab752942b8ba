namespace OpsMop.Templates;

/// <summary>What <c>namespace()</c> gives: members that can be set from within a loop.</summary>
public sealed class NamespaceValue : ValueObject
{
    internal NamespaceValue(DictionaryValue members) => Members = members;

    /// <summary>An empty namespace.</summary>
    public NamespaceValue()
        : this(new DictionaryValue())
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "Namespace";

    internal DictionaryValue Members { get; }

    /// <summary>Sets a member: <c>{% set ns.found = true %}</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="context">Where to report that there are too many.</param>
    public void Set(string name, Value value, RenderContext context) => Members.Set(name, value, context);

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => Members.TryGet(name, context, out value);

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => Operators.Repr(this, context);
}
