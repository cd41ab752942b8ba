using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>
/// Names of types as generated code writes them: <c>global::System.Collections.Generic.IReadOnlyList&lt;string?&gt;?</c>. This is asked for at every
/// edit for every property, and ten times faster than <see cref="ISymbol.ToDisplayString"/>, which stays for what is rare.
/// </summary>
internal static class TypeNames
{
    // Namespaces of metadata live as long as their reference, those of source as long as their compilation; neither is kept alive here.
    private static readonly ConditionalWeakTable<INamespaceSymbol, string> s_namespaces = new();

    /// <summary>The name with the <c>?</c> of reference types that are declared nullable.</summary>
    public static string Qualified(this ITypeSymbol type) => Name(type, withAnnotations: true);

    /// <summary>The name for <c>typeof</c> and <c>new</c>.</summary>
    public static string Bare(this ITypeSymbol type) => Name(type, withAnnotations: false);

    /// <summary>The name of a namespace without <c>global::</c>.</summary>
    public static string Qualified(this INamespaceSymbol space) => Prefix(space) is var prefix && space.IsGlobalNamespace ? "" : prefix.Substring("global::".Length, prefix.Length - "global::.".Length);

    private static string Prefix(INamespaceSymbol space) => s_namespaces.GetValue(space, static space =>
        space.IsGlobalNamespace ? "global::" : space.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".");

    private static string Name(ITypeSymbol type, bool withAnnotations)
    {
        var suffix = withAnnotations && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        if (Keyword(type.SpecialType) is { } keyword)
        {
            return suffix ? keyword + "?" : keyword;
        }

        var text = new StringBuilder(64);
        Append(text, type, withAnnotations);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ITypeSymbol type, bool withAnnotations)
    {
        if (Keyword(type.SpecialType) is { } keyword)
        {
            text.Append(keyword);
        }
        else if (type.IsNullableValue())
        {
            Append(text, ((INamedTypeSymbol)type).TypeArguments[0], withAnnotations);
            text.Append('?');
        }
        else if (type is INamedTypeSymbol { TypeKind: not TypeKind.Error, IsTupleType: false } named)
        {
            AppendContainer(text, named, withAnnotations);
            text.Append(Identifier.Escape(named.Name));
            if (named.TypeArguments.Length > 0)
            {
                text.Append('<');
                for (var i = 0; i < named.TypeArguments.Length; i++)
                {
                    text.Append(i > 0 ? ", " : "");
                    Append(text, named.TypeArguments[i], withAnnotations);
                }

                text.Append('>');
            }
        }
        else
        {
            text.Append(type.ToDisplayString(withAnnotations ? SymbolFormats.Qualified : SymbolFormats.Bare));
            return;
        }

        if (withAnnotations && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            text.Append('?');
        }
    }

    private static void AppendContainer(StringBuilder text, INamedTypeSymbol type, bool withAnnotations)
    {
        if (type.ContainingType is { } outer)
        {
            Append(text, outer, withAnnotations);
            text.Append('.');
        }
        else
        {
            text.Append(Prefix(type.ContainingNamespace));
        }
    }

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_Char => "char",
        SpecialType.System_String => "string",
        SpecialType.System_Object => "object",
        _ => null,
    };
}
