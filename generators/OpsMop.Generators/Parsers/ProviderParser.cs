using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Reads the declaration of a provider.</summary>
internal static class ProviderParser
{
    /// <summary>The model; <see langword="null"/> where the declaration is wrong.</summary>
    public static ProviderModel? Parse(INamedTypeSymbol type, AttributeData attribute, IFaultSink? faults, CancellationToken cancel)
    {
        if (attribute is not { AttributeClass.TypeArguments: [INamedTypeSymbol resource], ConstructorArguments: [{ Value: string name }] })
        {
            return null;
        }

        var platforms = EquatableArray<string>.Empty;
        var proof = "Unstated";
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "Platforms")
            {
                platforms = argument.Value.Strings();
            }
            else if (argument is { Key: "Proof", Value: { Type: { } proofs, Value: int given } })
            {
                proof = proofs.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is int value && value == given)?.Name ?? proof;
            }
        }

        var place = new FaultPlace(type, attribute);
        var isFaulty = false;
        if (!ProvidesFor(type, resource))
        {
            Fault($"{type.Name} is marked [Provider<{resource.Name}>] and does not derive from Provider<{resource.Name}>.");
        }

        if (resource.TypeKind != TypeKind.Error && resource.Attribute("ResourceTypeAttribute") is null)
        {
            Fault($"{type.Name} is a provider for {resource.Name}, which is no type of resource: it lacks [ResourceType].");
        }

        if (type.IsAbstract || type.IsGenericType || type.EffectiveAccessibility() is null
            || !type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal))
        {
            Fault($"{type.Name} cannot be made: a provider is a class of its own, internal or public, with a constructor without parameters.");
        }

        return isFaulty ? null : new ProviderModel(type.Bare(), resource.Bare(), name, platforms, attribute.NamedFlag("Default"), proof, Documentation.CommentOf(type, cancel));

        void Fault(string message)
        {
            isFaulty = true;
            faults?.Add("OPM1003", place, message);
        }
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
