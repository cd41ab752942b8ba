using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Something with a name of which there may be one: a resource, a handler, an included role.</summary>
/// <param name="key">What it is, and its name: two with the same key are the same.</param>
/// <param name="name">The name that people see.</param>
/// <param name="type">The type where it is a resource; otherwise <see langword="null"/>.</param>
/// <param name="claims">What it claims to manage, each as <c>Path:/etc/motd</c>.</param>
/// <param name="isAbsent">Whether it is to be gone; <see langword="null"/> where that depends.</param>
/// <param name="location">Where it is declared.</param>
internal sealed class Declaration(string key, string name, ResourceTypeInfo? type, IReadOnlyList<string> claims, bool? isAbsent, Location location)
{
    public string Key { get; } = key;

    public string Name { get; } = name;

    public ResourceTypeInfo? Type { get; } = type;

    public IReadOnlyList<string> Claims { get; } = claims;

    public bool? IsAbsent { get; } = isAbsent;

    public Location Location { get; } = location;
}
