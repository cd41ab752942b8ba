namespace OpsMop;

/// <summary>Where this property is given, at least one of the others must be.</summary>
/// <param name="properties">The names of the others.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeedsAttribute(params string[] properties) : Attribute
{
    /// <summary>The names of the properties of which one is needed.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}
