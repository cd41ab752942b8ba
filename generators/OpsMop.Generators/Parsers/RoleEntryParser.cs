using Microsoft.CodeAnalysis;
using OpsMop.Parsing;

namespace OpsMop.Generators;

/// <summary>Reads what the registry says of a role, by which an agent makes it again from its class's name.</summary>
internal static class RoleEntryParser
{
    /// <summary>The entry; <see langword="null"/> for a class that the registry cannot name, or of which there can be no instance.</summary>
    /// <param name="type">The class.</param>
    /// <param name="variables">The names of its variables.</param>
    /// <param name="model">The compilation that it stands in, by one of its files.</param>
    /// <param name="cancel">Cancels the reading of its comment and of its methods.</param>
    public static RoleEntryModel? Parse(INamedTypeSymbol type, IReadOnlyCollection<string> variables, SemanticModel model, CancellationToken cancel)
    {
        if (type.IsAbstract || type.EffectiveAccessibility() is null)
        {
            return null;
        }

        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType || IsFenced(current))
            {
                return null;
            }
        }

        var name = type.ToNameModel();
        var required = Required(type);
        var constructor = type.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.Parameters.Length == 0
            && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
            && !IsFenced(constructor));
        var setsAll = constructor?.GetAttributes().Any(static attribute =>
            attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute", ContainingNamespace: { Name: "CodeAnalysis", ContainingNamespace.Name: "Diagnostics" } }) == true;
        if (setsAll)
        {
            required.Clear();
        }

        var obstacle = constructor is null ? "it has no constructor without parameters that the program may call"
            : required.Find(member => !variables.Contains(member.Name)) is { } other ? $"its required {other.Name} is no variable, as only an object initialiser sets it"
            : "";
        var (includes, calls) = IncludeParser.Parse(type, model, cancel);
        return new RoleEntryModel(
            name.FullName,
            name.MetadataName,
            KebabName.Of(type.Name),
            obstacle.Length > 0 ? null : $"new {name.FullName}{(required.Count == 0 ? "()" : $" {{ {string.Join(", ", required.Select(static member => $"{Identifier.Escape(member.Name)} = default!"))} }}")}",
            obstacle,
            InitOnly(type),
            includes,
            calls,
            Documentation.CommentOf(type, cancel));
    }

    /// <summary>A class and its base classes up to the contract's.</summary>
    public static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && !current.IsContract("RoleBase"); current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>Whether to name something is an error by its author's wish, so that generated code must not.</summary>
    private static bool IsFenced(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ExperimentalAttribute", ContainingNamespace: { Name: "CodeAnalysis", ContainingNamespace.Name: "Diagnostics" } }
                || (attribute.AttributeClass is { Name: "ObsoleteAttribute" } type && type.IsSystemType("ObsoleteAttribute") && attribute.ConstructorArguments is [_, { Value: true }]))
            {
                return true;
            }
        }

        return false;
    }

    private static List<ISymbol> Required(INamedTypeSymbol type)
    {
        var required = new List<ISymbol>();
        foreach (var current in Chain(type))
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } && !required.Exists(derived => derived.Name == member.Name))
                {
                    required.Add(member);
                }
            }
        }

        return required;
    }

    private static EquatableArray<string> InitOnly(INamedTypeSymbol type)
    {
        var names = new List<string>();
        foreach (var current in Chain(type))
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, SetMethod: { IsInitOnly: true, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal } }
                    && !names.Contains(member.Name))
                {
                    names.Add(member.Name);
                }
            }
        }

        return names.ToEquatableArray();
    }
}
