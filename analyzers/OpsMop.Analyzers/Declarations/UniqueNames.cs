using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Two types of one name, and two providers that are the default on one platform (OPM1004).</summary>
internal static class UniqueNames
{
    /// <summary>Reports a type whose name an earlier one has.</summary>
    public static void CheckType(INamedTypeSymbol type, AttributeData attribute, ResourceModel model, Catalogue catalogue, IFaultSink faults)
    {
        var isPassed = false;
        foreach (var other in catalogue.Types)
        {
            if (SymbolEqualityComparer.Default.Equals(other.Class, type))
            {
                isPassed = true;
            }
            else if (other.Name == model.Name)
            {
                // Of two in one project the later is wrong; against a package's, the project's own.
                var isOwn = catalogue.IsOwn(other.Class);
                if (isOwn ? !isPassed : !catalogue.IsAliased(type) && !catalogue.IsAliased(other.Class))
                {
                    faults.Add("OPM1004", new FaultPlace(type, attribute, model.Name), isOwn
                        ? $"{type.Name} and {other.Class.Name} are both called \"{model.Name}\". Give one of them another name."
                        : $"{type.Name} is called \"{model.Name}\", as {other.Class.ToDisplayString()} of {other.Class.ContainingAssembly.Name} is. Give it another name, or tell them apart with [assembly: ResourceAlias(typeof({type.Name}), \"…\")].");
                    return;
                }
            }
        }
    }

    /// <summary>Reports a provider that is the default where an earlier one is.</summary>
    public static void CheckDefault(INamedTypeSymbol type, AttributeData attribute, ProviderModel model, Catalogue catalogue, IFaultSink faults)
    {
        var isPassed = false;
        var resource = attribute.AttributeClass!.TypeArguments[0];
        foreach (var other in catalogue.Providers)
        {
            if (SymbolEqualityComparer.Default.Equals(other.Class, type))
            {
                isPassed = true;
            }
            else if (other.IsDefault
                && SymbolEqualityComparer.Default.Equals(other.Resource, resource)
                && (!catalogue.IsOwn(other.Class) || !isPassed)
                && Common(model.Platforms, other.Platforms) is { } where)
            {
                faults.Add(
                    "OPM1004",
                    new FaultPlace(type, attribute),
                    $"{type.Name} and {other.Class.Name} are both the default provider of {resource.Name} on {where}, so that a run there could not choose. Take Default off one of them.");
                return;
            }
        }
    }

    /// <summary>Where two providers fit equally well: the nearer of two names of a platform wins, so only a name that both have leaves no choice.</summary>
    private static string? Common(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 && other.Count == 0 ? "every platform" : one.FirstOrDefault(platform => other.Contains(platform, StringComparer.OrdinalIgnoreCase));
}
