namespace OpsMop;

/// <summary>
/// Declares a type of resource. The generator writes its constructor, its builders, <c>host.Name(…)</c> on <see cref="Host"/> and
/// <see cref="Session"/>, its validation, its JSON schema and its entry in the registry.
/// </summary>
/// <param name="name">The name in lower case, words joined by hyphens: <c>file</c>, <c>debug-facts</c>. The method is <c>File</c>, <c>DebugFacts</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResourceTypeAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the resource is something to do rather than something that is: it has no <see cref="KeyAttribute"/> and may be declared repeatedly.</summary>
    public bool Action { get; init; }
}
