namespace OpsMop;

/// <summary>What is known of a provider without an instance. Generated.</summary>
/// <param name="Name">Its name: <c>apt</c>.</param>
/// <param name="ResourceType">The class of resources it is for.</param>
/// <param name="ClrType">Its class.</param>
/// <param name="Platforms">The platforms or families it works on; empty for every one.</param>
/// <param name="IsDefault">Whether it is taken where several work.</param>
/// <param name="Create">
/// Makes one for a resource of its type; <see langword="null"/> for another. It is asked with a resource so that the native compiler sees which providers can be wanted: a provider
/// whose type no role declares is no part of a native program.
/// </param>
public sealed record ProviderDescriptor(string Name, Type ResourceType, Type ClrType, IReadOnlyList<string> Platforms, bool IsDefault, Func<Resource, Provider?> Create)
{
    /// <summary>The first sentence of its documentation.</summary>
    public string Summary { get; init; } = "";

    /// <summary>How it was shown to work.</summary>
    public Proof Proof { get; init; }
}
