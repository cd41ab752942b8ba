namespace OpsMop.Generators;

/// <summary>A provider.</summary>
internal sealed record ProviderModel(
    string FullName,
    string ResourceFullName,
    string Name,
    EquatableArray<string> Platforms,
    bool IsDefault,
    string Proof,
    string Comment);
