using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>The types of the contract, looked up once in a compilation.</summary>
internal sealed class KnownTypes
{
    private KnownTypes(Compilation compilation, INamedTypeSymbol resource)
    {
        INamedTypeSymbol Find(string name) => resource.ContainingAssembly.GetTypeByMetadataName("OpsMop." + name) ?? compilation.ObjectType;
        Resource = resource;
        ResourceBuilder = Find("ResourceBuilder");
        IBuilder = Find("IBuilder`1");
        Host = Find("Host");
        Session = Find("Session");
        HostContext = Find("HostContext");
        Role = Find("Role");
        RoleBase = Find("RoleBase");
        Procedure = Find("Procedure");
        Policy = Find("Policy");
        Roles = Find("Roles");
        AbsolutePath = Find("AbsolutePath");
        UnixMode = Find("UnixMode");
        Sha256 = Find("Sha256");
        SourceFile = Find("SourceFile");
        Text = Find("Text");
        Secret = Find("Secret");
        CommandText = Find("CommandText");
    }

    public INamedTypeSymbol Resource { get; }

    public INamedTypeSymbol ResourceBuilder { get; }

    public INamedTypeSymbol IBuilder { get; }

    public INamedTypeSymbol Host { get; }

    public INamedTypeSymbol Session { get; }

    public INamedTypeSymbol HostContext { get; }

    public INamedTypeSymbol Role { get; }

    public INamedTypeSymbol RoleBase { get; }

    public INamedTypeSymbol Procedure { get; }

    public INamedTypeSymbol Policy { get; }

    public INamedTypeSymbol Roles { get; }

    public INamedTypeSymbol AbsolutePath { get; }

    public INamedTypeSymbol UnixMode { get; }

    public INamedTypeSymbol Sha256 { get; }

    public INamedTypeSymbol SourceFile { get; }

    public INamedTypeSymbol Text { get; }

    public INamedTypeSymbol Secret { get; }

    public INamedTypeSymbol CommandText { get; }

    /// <summary>The types; <see langword="null"/> where the project does not use OpsMop, which then costs it this one question.</summary>
    public static KnownTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("OpsMop.Resource") is { } resource ? new KnownTypes(compilation, resource) : null;

    /// <summary>Whether two symbols are the same, the type arguments of the second aside.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol known) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, known);

    /// <summary>Whether a type is a known one, or derives from it.</summary>
    public static bool IsOrDerivesFrom(ITypeSymbol? type, INamedTypeSymbol known)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Is(type, known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it is a builder of resources, or a type parameter that stands for one.</summary>
    public bool IsBuilder(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsBuilder),
        _ => IsOrDerivesFrom(type, ResourceBuilder),
    };

    /// <summary>The type of resource that a builder makes; <see langword="null"/> where it is no builder of one type.</summary>
    public INamedTypeSymbol? ResourceOf(ITypeSymbol? builder)
    {
        if (!IsBuilder(builder))
        {
            return null;
        }

        foreach (var implemented in builder!.AllInterfaces)
        {
            if (Is(implemented, IBuilder))
            {
                return implemented.TypeArguments[0] as INamedTypeSymbol;
            }
        }

        return null;
    }
}
