using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>The methods of the project that run while a provider plans: its <c>PlanAsync</c>, and what that calls.</summary>
internal sealed class PlanningReach
{
    private readonly Dictionary<IMethodSymbol, string> _methods = new(SymbolEqualityComparer.Default);

    public PlanningReach(PolicyCompilation compilation)
    {
        // A project without providers pays for one look at the names in it.
        if (!compilation.Compilation.ContainsSymbolsWithName("PlanAsync", SymbolFilter.Member))
        {
            return;
        }

        var open = new Queue<(IMethodSymbol Method, string Provider)>();
        foreach (var provider in compilation.Compilation.GetSymbolsWithName("PlanAsync", SymbolFilter.Member)
            .Select(method => method.ContainingType)
            .Where(type => type is not null && type.DerivesFrom("Provider"))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            // An interface may be implemented explicitly: OpsMop.IBatchProvider<T>.PlanAsync.
            foreach (var method in provider.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name == "PlanAsync" || method.Name.EndsWith(".PlanAsync", StringComparison.Ordinal)))
            {
                Add(method, provider.Name);
            }
        }

        while (open.Count > 0)
        {
            var (method, provider) = open.Dequeue();
            if (compilation.BodyOf(method) is { } body)
            {
                var walk = new PlanningWalk(body);
                foreach (var called in walk.Called)
                {
                    Add(called, provider);
                }
            }
        }

        void Add(IMethodSymbol method, string provider)
        {
            if (method.DeclaringSyntaxReferences.Length > 0 && !_methods.ContainsKey(method))
            {
                _methods.Add(method, provider);
                open.Enqueue((method, provider));
            }
        }
    }

    /// <summary>The first provider that runs a method while it plans; <see langword="null"/> where none does.</summary>
    public string? ProviderOf(ISymbol owner) => owner is IMethodSymbol method && _methods.TryGetValue(method.OriginalDefinition, out var provider) ? provider : null;
}
