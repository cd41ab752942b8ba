using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>A provider that a project can use.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Attribute">Its <c>[Provider&lt;T&gt;]</c>.</param>
/// <param name="Resource">The type of resource that it is for.</param>
/// <param name="Name">Its name, such as <c>apt</c>.</param>
/// <param name="Platforms">The platforms that it works on; empty for every one.</param>
/// <param name="IsDefault">Whether it is taken where several work.</param>
internal sealed record DeclaredProvider(
    INamedTypeSymbol Class, AttributeData Attribute, INamedTypeSymbol Resource, string Name, IReadOnlyList<string> Platforms, bool IsDefault);
