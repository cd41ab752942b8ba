namespace OpsMop;

/// <summary>Exactly one of the properties must be given; at most one where <see cref="Optional"/>.</summary>
/// <param name="properties">The names of the properties.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OneOfAttribute(params string[] properties) : Attribute
{
    /// <summary>The names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <summary>Whether none may be given.</summary>
    public bool Optional { get; init; }
}
