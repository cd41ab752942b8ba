namespace OpsMop.Templates;

/// <summary>An object of C#: its members are what its <see cref="ObjectShape"/> shows.</summary>
/// <param name="target">The object.</param>
/// <param name="shape">Which members it shows.</param>
public sealed class ObjectValue(object target, ObjectShape shape) : ValueObject
{
    /// <summary>The object.</summary>
    public object Target { get; } = target;

    /// <summary>Which members it shows.</summary>
    public ObjectShape Shape { get; } = shape;

    /// <inheritdoc/>
    public override string TypeName => Shape.Name;

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value) => Shape.TryGet(Target, ObjectShape.Canonical(name), out value);

    /// <inheritdoc/>
    public override string Represent(RenderContext context) => throw context.Fault(
        $"A '{Shape.Name}' has no text of its own; write its members{(Shape.Names.Count == 0 ? "" : $", such as {Shape.Names[0]}")}");
}
