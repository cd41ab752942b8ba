using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.Analyzers;

/// <summary>
/// The types of a compilation and its references that carry an attribute of the contract. Sources are searched by the attribute's name before anything is
/// bound.
/// </summary>
internal static class MarkedTypes
{
    /// <summary>The types of the project itself.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="attribute">The attribute's name, without its ending.</param>
    /// <param name="cancel">Cancels the search.</param>
    public static IEnumerable<INamedTypeSymbol> InSource(Compilation compilation, string attribute, CancellationToken cancel)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot(cancel).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
            {
                if (node is TypeDeclarationSyntax type
                    && type.AttributeLists.Any(list => list.Attributes.Any(one => NameOf(one.Name) is var name && (name == attribute || name == attribute + "Attribute")))
                    && compilation.GetSemanticModel(tree).GetDeclaredSymbol(type, cancel) is INamedTypeSymbol symbol)
                {
                    yield return symbol;
                }
            }
        }
    }

    /// <summary>The public types of the assemblies that a project refers to, if they know the contract.</summary>
    public static IEnumerable<INamedTypeSymbol> InReferences(Compilation compilation, string contract)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name != contract && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(one => one.Name == contract)))
            {
                foreach (var type in TypesOf(assembly.GlobalNamespace))
                {
                    yield return type;
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            if (member is INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public, TypeKind: TypeKind.Class, IsStatic: false } type)
            {
                yield return type;
            }
            else if (member is INamespaceSymbol inner)
            {
                foreach (var nested in TypesOf(inner))
                {
                    yield return nested;
                }
            }
        }
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
