using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Reports what parsers and rules find wrong with declarations, each at its own line.</summary>
internal sealed class DeclarationFaults(Action<Diagnostic> take, CancellationToken cancel) : IFaultSink
{
    /// <summary>What a code fix writes instead of the place's word.</summary>
    public const string Suggestion = nameof(Suggestion);

    /// <inheritdoc/>
    public void Add(string id, FaultPlace place, string message, string? suggestion = null)
    {
        var at = LocationOf(place);
        var properties = suggestion is null ? null : ImmutableDictionary<string, string?>.Empty.Add(Suggestion, suggestion);
        take(Diagnostic.Create(DeclarationRules.Find(id), at, properties, message));
    }

    private Location LocationOf(FaultPlace place)
    {
        if (place.Attribute?.ApplicationSyntaxReference?.GetSyntax(cancel) is not AttributeSyntax attribute)
        {
            return NameOf(place.Symbol);
        }

        if (place.Word is { } word && attribute.ArgumentList is { } arguments)
        {
            foreach (var node in arguments.DescendantNodes())
            {
                if (node is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal && literal.Token.ValueText == word)
                {
                    return literal.GetLocation();
                }
            }
        }

        return attribute.GetLocation();
    }

    /// <summary>The name in the part that a person wrote; of a class in several parts, the first that is not partial, or that names a base class.</summary>
    private Location NameOf(ISymbol symbol)
    {
        Location? best = null;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            switch (reference.GetSyntax(cancel))
            {
                case TypeDeclarationSyntax type:
                    if (best is null || type.BaseList is not null || !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                    {
                        best = type.Identifier.GetLocation();
                    }

                    break;
                case PropertyDeclarationSyntax property:
                    return property.Identifier.GetLocation();
            }
        }

        return best ?? (symbol.Locations.IsEmpty ? Location.None : symbol.Locations[0]);
    }
}
