using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>The declaration that is wrong.</summary>
/// <param name="Symbol">The type or member; its name is the place where nothing else is said.</param>
/// <param name="Attribute">The attribute that is wrong.</param>
/// <param name="Word">The text in the attribute that is wrong, such as the name of a property.</param>
internal readonly record struct FaultPlace(ISymbol Symbol, AttributeData? Attribute = null, string? Word = null);
