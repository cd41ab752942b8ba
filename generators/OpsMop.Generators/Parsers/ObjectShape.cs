using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>How an object of data is made: by which constructor, and which members are set afterwards.</summary>
/// <param name="Parameters">The constructor's parameters, each with the property that it sets.</param>
/// <param name="Members">The other properties that can be set, those of base classes first.</param>
internal sealed record ObjectShape(IReadOnlyList<(IParameterSymbol Parameter, IPropertySymbol Property)> Parameters, IReadOnlyList<IPropertySymbol> Members)
{
    public static ObjectShape? Find(INamedTypeSymbol type)
    {
        var properties = Properties(type);
        IMethodSymbol? best = null;
        List<(IParameterSymbol, IPropertySymbol)>? bestPairs = null;
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal) || (constructor.IsImplicitlyDeclared && constructor.Parameters.Length > 0))
            {
                continue;
            }

            var pairs = new List<(IParameterSymbol, IPropertySymbol)>();
            foreach (var parameter in constructor.Parameters)
            {
                var property = properties.Find(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
                    && SymbolEqualityComparer.Default.Equals(candidate.Type, parameter.Type));
                if (property is null)
                {
                    break;
                }

                pairs.Add((parameter, property));
            }

            // The one that takes least leaves most to names; a record has only one that fits.
            if (pairs.Count == constructor.Parameters.Length
                && (best is null || (type.IsValueType && best.Parameters.Length == 0) || (constructor.Parameters.Length < best.Parameters.Length && !(type.IsValueType && constructor.Parameters.Length == 0))))
            {
                (best, bestPairs) = (constructor, pairs);
            }
        }

        if (best is null)
        {
            return null;
        }

        var members = properties.Where(property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public } && !bestPairs!.Exists(pair => SymbolEqualityComparer.Default.Equals(pair.Item2, property))).ToList();
        return bestPairs!.Count + members.Count == 0 ? null : new ObjectShape(bestPairs, members);
    }

    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var properties = new List<IPropertySymbol>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            var own = current.GetMembers().OfType<IPropertySymbol>()
                .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
                    && !properties.Exists(derived => derived.Name == property.Name))
                .ToList();
            properties.InsertRange(0, own);
        }

        return properties;
    }
}
