namespace OpsMop;

/// <summary>What is known of a provider without an instance. Generated.</summary>
/// <param name="Name">Its name: <c>apt</c>.</param>
/// <param name="ResourceType">The class of resources it is for.</param>
/// <param name="ClrType">Its class.</param>
/// <param name="Platforms">The platforms or families it works on; empty for every one.</param>
/// <param name="IsDefault">Whether it is taken where several work.</param>
/// <param name="Create">Makes one.</param>
public sealed record ProviderDescriptor(string Name, Type ResourceType, Type ClrType, IReadOnlyList<string> Platforms, bool IsDefault, Func<Provider> Create)
{
    /// <summary>The first sentence of its documentation.</summary>
    public string Summary { get; init; } = "";

    /// <summary>How it was shown to work.</summary>
    public Proof Proof { get; init; }
}
