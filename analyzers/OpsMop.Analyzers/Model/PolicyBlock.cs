using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>A lambda that is a block of the policy's language: what <c>host.When</c>, <c>host.Handler</c>, <c>host.Parallel</c> and their like take.</summary>
internal sealed class PolicyBlock
{
    private PolicyBlock(IInvocationOperation call)
    {
        Call = call;
        Name = call.TargetMethod.Name;
        Condition = Name == "When" && call.Arguments.Length > 0 ? call.Arguments[0].Value : null;
    }

    /// <summary>The call that takes the lambda.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>The name of its method: <c>When</c>, <c>Handler</c>, <c>Parallel</c>, <c>Try</c>, <c>Rescue</c>, <c>Always</c>, <c>Together</c>.</summary>
    public string Name { get; }

    /// <summary>The condition of a <c>When</c>.</summary>
    public IOperation? Condition { get; }

    /// <summary>Whether what stands inside stands there in every run.</summary>
    public bool IsUnconditional => Name is "Parallel" or "Together" or "Always";

    /// <summary>The block that a lambda is; <see langword="null"/> where it is another lambda.</summary>
    public static PolicyBlock? Of(IAnonymousFunctionOperation function)
    {
        IOperation? parent = function.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsStatic: false, ContainingType: var type } } call } argument
            && (type.IsContract("Host") || type.IsContract("TryBlock"))
            && argument.Parameter?.Name == "define"
            ? new PolicyBlock(call)
            : null;
    }

    /// <summary>The innermost block of a name around an operation.</summary>
    public static PolicyBlock? Around(IOperation operation, string name)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation function && Of(function) is { } block && block.Name == name)
            {
                return block;
            }
        }

        return null;
    }
}
