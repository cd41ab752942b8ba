using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Reads the declaration of a provider.</summary>
internal static class ProviderParser
{
    public static ProviderModel? Parse(INamedTypeSymbol type, AttributeData attribute)
    {
        if (attribute is not { AttributeClass.TypeArguments: [INamedTypeSymbol resource], ConstructorArguments: [{ Value: string name }] })
        {
            return null;
        }

        var platforms = EquatableArray<string>.Empty;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Platforms")
            {
                platforms = argument.Value.Strings();
            }
        }

        var faults = new List<FaultModel>();
        if (!ProvidesFor(type, resource))
        {
            faults.Add(new FaultModel("OPM1003", $"{type.Name} is marked [Provider<{resource.Name}>] and does not derive from Provider<{resource.Name}>."));
        }

        if (resource.TypeKind != TypeKind.Error && resource.Attribute("ResourceTypeAttribute") is null)
        {
            faults.Add(new FaultModel("OPM1003", $"{type.Name} is a provider for {resource.Name}, which is no type of resource: it lacks [ResourceType]."));
        }

        if (type.IsAbstract || type.IsGenericType || type.EffectiveAccessibility() is null
            || !type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal))
        {
            faults.Add(new FaultModel("OPM1003", $"{type.Name} cannot be made: a provider is a class of its own, internal or public, with a constructor without parameters."));
        }

        return new ProviderModel(
            type.Bare(),
            resource.Bare(),
            name,
            platforms,
            attribute.NamedFlag("Default"),
            faults.ToEquatableArray());
    }

    private static bool ProvidesFor(INamedTypeSymbol type, INamedTypeSymbol resource)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsContract("Provider") && current.TypeArguments is [var provided])
            {
                return SymbolEqualityComparer.Default.Equals(provided, resource);
            }
        }

        return false;
    }
}
