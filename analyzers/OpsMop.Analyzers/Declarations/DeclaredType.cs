using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>A type of resource that a project can use.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Attribute">Its <c>[ResourceType]</c>.</param>
/// <param name="Name">Its name, such as <c>file</c>.</param>
internal sealed record DeclaredType(INamedTypeSymbol Class, AttributeData Attribute, string Name);
