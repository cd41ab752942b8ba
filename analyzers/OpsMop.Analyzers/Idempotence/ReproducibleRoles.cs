using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>
/// The roles under <c>[Reproducible]</c>: their own, the assembly's, or that of a policy of the project that adds them, directly or by way of other roles.
/// </summary>
internal sealed class ReproducibleRoles
{
    private const string Attribute = "ReproducibleAttribute";
    private readonly HashSet<INamedTypeSymbol> _added = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);
    private readonly bool _isAll;

    private ReproducibleRoles(bool isAll) => _isAll = isAll;

    /// <summary>Finds them.</summary>
    public static ReproducibleRoles Read(PolicyCompilation compilation, CancellationToken cancel)
    {
        var roles = new ReproducibleRoles(compilation.Compilation.Assembly.Attribute(Attribute) is not null);
        if (!roles._isAll)
        {
            foreach (var type in MarkedTypes.InSource(compilation.Compilation, "Reproducible", cancel))
            {
                if (KnownTypes.IsOrDerivesFrom(type, compilation.Types.Policy) || KnownTypes.IsOrDerivesFrom(type, compilation.Types.Role))
                {
                    roles.Follow(type, compilation);
                }
            }
        }

        return roles;
    }

    /// <summary>Whether the bodies of a type are those of such a role.</summary>
    public bool Has(INamedTypeSymbol type) => _isAll || _added.Contains(type) || _known.GetOrAdd(type, static one =>
    {
        for (var current = one; current is not null; current = current.BaseType)
        {
            if (current.Attribute(Attribute) is not null)
            {
                return true;
            }
        }

        return false;
    });

    /// <summary>Takes the roles that a policy adds and a role includes.</summary>
    private void Follow(INamedTypeSymbol type, PolicyCompilation compilation)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.MethodKind != MethodKind.Ordinary || compilation.BodyOf(method) is not { } body)
            {
                continue;
            }

            foreach (var call in body.Invocations)
            {
                var isAdding = call.TargetMethod.Name switch
                {
                    "Add" => KnownTypes.Is(call.TargetMethod.ContainingType, compilation.Types.Roles),
                    "Include" => KnownTypes.Is(call.TargetMethod.ContainingType, compilation.Types.Host),
                    _ => false,
                };
                var added = !isAdding ? null
                    : call.TargetMethod.TypeArguments is [INamedTypeSymbol argument] ? argument
                    : call.Arguments.Length > 0 ? ConstantReader.Arms(call.Arguments[0].Value).First().Type as INamedTypeSymbol : null;
                if (added is not null && _added.Add(added))
                {
                    Follow(added, compilation);
                }
            }
        }
    }
}
