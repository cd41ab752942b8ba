namespace OpsMop.Generators;

/// <summary>A policy and the registries that it is composed of.</summary>
internal sealed record PolicyModel(TypeNameModel Type, EquatableArray<string> Registries);
