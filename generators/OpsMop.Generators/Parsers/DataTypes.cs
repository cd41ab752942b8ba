using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Which types are data.</summary>
internal static class DataTypes
{
    /// <summary>The name that a plain value has in the methods of the contract: <c>Int32</c> in <c>ReadInt32</c>.</summary>
    public static string? PlainName(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        _ => type.IsSystemType("DateTimeOffset") ? "DateTimeOffset" : null,
    };

    public static bool IsPlain(ITypeSymbol type) => PlainName(type) is not null;

    /// <summary>What a list holds; <see langword="null"/> for another type.</summary>
    public static ITypeSymbol? List(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1, Name: "IReadOnlyList" or "IReadOnlyCollection" or "IList" or "ICollection" or "List" } list when InCollections(list, "Generic") => list.TypeArguments[0],
        INamedTypeSymbol { TypeArguments.Length: 1, Name: "ImmutableArray" } list when InCollections(list, "Immutable") => list.TypeArguments[0],
        _ => null,
    };

    /// <summary>The values of a dictionary with strings as keys; <see langword="null"/> for another type.</summary>
    public static ITypeSymbol? Dictionary(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, var value], Name: "IReadOnlyDictionary" or "IDictionary" or "Dictionary" } dictionary
            when InCollections(dictionary, "Generic") => value,
        _ => null,
    };

    /// <summary>Whether the type is a class, record or struct that is made of its members (each of which may still turn out to be no data).</summary>
    public static bool IsObject(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsTupleType: false, IsAnonymousType: false, SpecialType: SpecialType.None } named
        && !InSystem(named)
        && ObjectShape.Find(named) is not null;

    private static bool InSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System" };
    }

    private static bool InCollections(INamedTypeSymbol type, string name) =>
        type.ContainingNamespace is { ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } space && space.Name == name;
}
