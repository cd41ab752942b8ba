using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>
/// The types of resource and the providers of a project and of the assemblies that it references. It is read when a rule first asks, and once: a project
/// of policies without types, providers and <c>[Targets]</c> never asks.
/// </summary>
internal sealed class Catalogue
{
    private readonly Lazy<(IReadOnlyList<DeclaredType> Types, IReadOnlyList<DeclaredProvider> Providers)> _content;
    private readonly Lazy<HashSet<INamedTypeSymbol>> _aliased;

    public Catalogue(Compilation compilation, CancellationToken cancel)
    {
        Compilation = compilation;

        // A reading that was cancelled is begun anew by the next who asks.
        _content = new(() => Read(compilation, cancel), LazyThreadSafetyMode.PublicationOnly);
        _aliased = new(() => Aliases(compilation.Assembly), LazyThreadSafetyMode.PublicationOnly);
    }

    public Compilation Compilation { get; }

    /// <summary>The types: the project's own in the order of files and lines, then those of the registries.</summary>
    public IReadOnlyList<DeclaredType> Types => _content.Value.Types;

    /// <summary>The providers, in the same order.</summary>
    public IReadOnlyList<DeclaredProvider> Providers => _content.Value.Providers;

    /// <summary>Whether the project gives a type another name.</summary>
    public bool IsAliased(INamedTypeSymbol type) => _aliased.Value.Contains(type);

    public bool IsOwn(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly);

    private static HashSet<INamedTypeSymbol> Aliases(IAssemblySymbol assembly)
    {
        var aliased = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass.IsContract("ResourceAliasAttribute") && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, _])
            {
                aliased.Add(type);
            }
        }

        return aliased;
    }

    private static (IReadOnlyList<DeclaredType> Types, IReadOnlyList<DeclaredProvider> Providers) Read(Compilation compilation, CancellationToken cancel)
    {
        var types = new List<DeclaredType>();
        var providers = new List<DeclaredProvider>();
        Collect(compilation.Assembly.GlobalNamespace, types, providers, cancel);
        types.Sort((left, right) => Compare(left.Attribute, right.Attribute));
        providers.Sort((left, right) => Compare(left.Attribute, right.Attribute));

        // Only an assembly with a registry has any.
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Attribute("RegistryAttribute") is not null)
            {
                Collect(assembly.GlobalNamespace, types, providers, cancel);
            }
        }

        return (types, providers);
    }

    private static int Compare(AttributeData left, AttributeData right)
    {
        var (one, other) = (left.ApplicationSyntaxReference, right.ApplicationSyntaxReference);
        var order = string.CompareOrdinal(one?.SyntaxTree.FilePath, other?.SyntaxTree.FilePath);
        return order != 0 ? order : (one?.Span.Start ?? 0).CompareTo(other?.Span.Start ?? 0);
    }

    private static void Collect(INamespaceOrTypeSymbol container, List<DeclaredType> types, List<DeclaredProvider> providers, CancellationToken cancel)
    {
        foreach (var member in container.GetMembers())
        {
            cancel.ThrowIfCancellationRequested();
            switch (member)
            {
                case INamespaceSymbol space:
                    Collect(space, types, providers, cancel);
                    break;
                case INamedTypeSymbol type:
                    CollectType(type, types, providers);
                    break;
            }
        }
    }

    private static void CollectType(INamedTypeSymbol type, List<DeclaredType> types, List<DeclaredProvider> providers)
    {
        if (type.TypeKind == TypeKind.Class)
        {
            Read(type, types, providers);
        }

        foreach (var nested in type.GetTypeMembers())
        {
            CollectType(nested, types, providers);
        }
    }

    private static void Read(INamedTypeSymbol type, List<DeclaredType> types, List<DeclaredProvider> providers)
    {
        // What derives from neither is not asked for its attributes, which costs more.
        var isResource = type.DerivesFrom("Resource");
        if (!isResource && !type.DerivesFrom("Provider"))
        {
            return;
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (isResource && attribute.AttributeClass.IsContract("ResourceTypeAttribute") && attribute.ConstructorArguments is [{ Value: string typeName }])
            {
                types.Add(new DeclaredType(type, attribute, typeName));
            }
            else if (attribute.AttributeClass.IsContract("ProviderAttribute")
                && attribute is { AttributeClass.TypeArguments: [INamedTypeSymbol resource], ConstructorArguments: [{ Value: string name }] })
            {
                var given = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Platforms").Value;
                IReadOnlyList<string> platforms = given.Kind == TypedConstantKind.Array ? given.Strings() : [];
                providers.Add(new DeclaredProvider(type, attribute, resource, name, platforms, attribute.NamedFlag("Default")));
            }
        }
    }
}
