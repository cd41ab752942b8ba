using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Something with a name of which there may be one: a resource, a handler, an included role.</summary>
/// <param name="key">What it is, and its name: two with the same key are the same.</param>
/// <param name="type">The type where it is a resource; otherwise <see langword="null"/>.</param>
/// <param name="claims">What it claims to manage, each as <c>Path:/etc/motd</c>.</param>
/// <param name="isAbsent">Whether it is to be gone; <see langword="null"/> where that depends.</param>
/// <param name="name">Gives the name that people see; it is asked only where something is wrong.</param>
/// <param name="location">Gives the place where it is declared.</param>
internal sealed class Declaration(string key, ResourceTypeInfo? type, IReadOnlyList<string> claims, bool? isAbsent, Func<string> name, Func<Location> location)
{
    public string Key { get; } = key;

    public ResourceTypeInfo? Type { get; } = type;

    public IReadOnlyList<string> Claims { get; } = claims;

    public bool? IsAbsent { get; } = isAbsent;

    public string Name => name();

    public Location Location => location();
}
