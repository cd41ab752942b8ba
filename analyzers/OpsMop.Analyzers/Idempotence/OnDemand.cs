using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>
/// Whether something is not done in every run: in procedures, in handlers, after a failure, behind <c>WhenChanged</c>. Where that cannot be seen, it is taken to be so.
/// </summary>
internal static class OnDemand
{
    private const int Depth = 6;

    /// <summary>Whether a resource is not there in every run.</summary>
    public static bool Is(ResourceUse resource, PolicyBody body) => resource.IsInProcedure || resource.Has("WhenChanged") || Is(resource.Call, body);

    /// <summary>Whether an operation is not reached in every run.</summary>
    public static bool Is(IOperation operation, PolicyBody body) => Is(operation, body, Depth);

    private static bool Is(IOperation operation, PolicyBody body, int depth)
    {
        if (depth == 0 || body.Kind == BodyKind.Procedure)
        {
            return true;
        }

        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function)
            {
                if (PolicyBlock.Of(function) is { } block ? block.Name is "Handler" or "Rescue" : IsKept(function))
                {
                    return true;
                }
            }
            else if (parent is ILocalFunctionOperation local)
            {
                return IsCalledOnDemand(local.Symbol, [body], depth);
            }
        }

        return body.Kind == BodyKind.Other
            && body.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && (!KnownTypes.IsOrDerivesFrom(method.ContainingType, body.Types.Role) || IsCalledOnDemand(method, Methods(method.ContainingType, body.Compilation), depth));
    }

    /// <summary>A lambda that is put away: when it is called, nobody sees.</summary>
    private static bool IsKept(IAnonymousFunctionOperation function)
    {
        var parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is not IArgumentOperation;
    }

    private static IEnumerable<PolicyBody> Methods(INamedTypeSymbol type, PolicyCompilation compilation) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary).Select(compilation.BodyOf).OfType<PolicyBody>();

    /// <summary>Whether one of the calls of a method is on demand, or none is seen.</summary>
    private static bool IsCalledOnDemand(IMethodSymbol method, IEnumerable<PolicyBody> bodies, int depth)
    {
        var isCalled = false;
        foreach (var body in bodies)
        {
            foreach (var call in body.Invocations)
            {
                if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition))
                {
                    isCalled = true;
                    if (Is(call, body, depth - 1))
                    {
                        return true;
                    }
                }
            }

            foreach (var reference in body.OfKind<IMethodReferenceOperation>(OperationKind.MethodReference))
            {
                if (SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, method.OriginalDefinition))
                {
                    return true;
                }
            }
        }

        return !isCalled;
    }
}
