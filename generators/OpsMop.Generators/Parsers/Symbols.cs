using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>Questions about symbols. Types of the contract are known by name: looking them up in each compilation would cost more.</summary>
internal static class Symbols
{
    public static bool IsContract(this ISymbol? symbol, string name) =>
        symbol is not null && symbol.Name == name && symbol.ContainingNamespace is { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true };

    public static bool DerivesFrom(this ITypeSymbol type, string contractName)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsContract(contractName))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsDomainValue(this ITypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.IsContract("IDomainValue"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type in a <c>Nullable&lt;T&gt;</c>, or the type itself.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    public static bool IsNullableValue(this ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static bool IsSystemType(this ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    public static AttributeData? Attribute(this ISymbol symbol, string contractName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsContract(contractName))
            {
                return attribute;
            }
        }

        return null;
    }

    public static AttributeData? SystemAttribute(this ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsSystemType(name))
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool NamedFlag(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value is true;
            }
        }

        return false;
    }

    /// <summary>The strings of a <c>params string[]</c>, or of one named argument.</summary>
    public static EquatableArray<string> Strings(this TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array && !constant.IsNull
            ? constant.Values.Select(value => value.Value as string ?? "").ToEquatableArray()
            : EquatableArray<string>.Empty;

    /// <summary>Whether a type converts implicitly from another, by its own operator.</summary>
    public static bool ConvertsFrom(this ITypeSymbol type, SpecialType source)
    {
        foreach (var member in type.GetMembers(WellKnownMemberNames.ImplicitConversionName))
        {
            if (member is IMethodSymbol { Parameters.Length: 1 } conversion
                && conversion.Parameters[0].Type.SpecialType == source
                && SymbolEqualityComparer.Default.Equals(conversion.ReturnType, type))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsConvertibleFromInteger(this ITypeSymbol type) => type.WithoutNullable() switch
    {
        { SpecialType: SpecialType.System_Object } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => true,
        var bare => bare.ConvertsFrom(SpecialType.System_Int32) || bare.ConvertsFrom(SpecialType.System_Int64),
    };

    /// <summary><c>public</c>, <c>internal</c>, or <see langword="null"/> where generated code beside the type cannot see it.</summary>
    public static string? EffectiveAccessibility(this INamedTypeSymbol type)
    {
        var isPublic = true;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            switch (current.DeclaredAccessibility)
            {
                case Accessibility.Public:
                    break;
                case Accessibility.Internal or Accessibility.ProtectedOrInternal:
                    isPublic = false;
                    break;
                default:
                    return null;
            }
        }

        return type.IsFileLocal ? null : isPublic ? "public" : "internal";
    }

    public static TypeNameModel ToNameModel(this INamedTypeSymbol type)
    {
        var containers = new List<ContainerModel>();
        var metadata = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, new ContainerModel($"partial {Keyword(outer)} {outer.ToDisplayString(SymbolFormats.Declaration)}"));
            metadata = outer.MetadataName + "+" + metadata;
        }

        var space = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.Qualified();
        var declaration = type.TypeParameters.IsEmpty ? Identifier.Escape(type.Name) : type.ToDisplayString(SymbolFormats.Declaration);
        var bracket = declaration.IndexOf('<');
        return new TypeNameModel(
            space,
            containers.ToEquatableArray(),
            bracket < 0 ? declaration : declaration.Substring(0, bracket),
            bracket < 0 ? "" : declaration.Substring(bracket),
            type.Bare(),
            space.Length == 0 ? metadata : space + "." + metadata);
    }

    /// <summary>What a type is declared with: <c>class</c>, <c>record struct</c>.</summary>
    public static string Keyword(this INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, _) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}
