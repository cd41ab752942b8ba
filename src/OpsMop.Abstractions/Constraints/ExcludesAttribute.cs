namespace OpsMop;

/// <summary>Where this property is given, none of the others may be.</summary>
/// <param name="properties">The names of the others.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExcludesAttribute(params string[] properties) : Attribute
{
    /// <summary>The names of the properties that this one excludes.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}
