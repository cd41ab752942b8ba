using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Follows a value to where it ends: whether anybody takes it, or it is dropped.</summary>
internal static class Flow
{
    private const int Depth = 32;

    /// <summary>What a call does with a value that it is given.</summary>
    public enum Passing
    {
        /// <summary>It may do anything with it.</summary>
        Takes,

        /// <summary>Its result stands for the value.</summary>
        Returns,

        /// <summary>It only points to it.</summary>
        Ignores,
    }

    /// <summary>Whether nothing ever becomes of a value: it ends in a statement, a discard, or variables that nobody uses otherwise.</summary>
    /// <param name="value">The value.</param>
    /// <param name="locals">The variables of its body.</param>
    /// <param name="passes">What a call does with it.</param>
    public static bool IsDropped(IOperation value, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes) => IsDropped(value, locals, passes, Depth);

    private static bool IsDropped(IOperation value, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        switch (value.Parent)
        {
            case IExpressionStatementOperation:
                return true;
            case IConversionOperation or IParenthesizedOperation or ITranslatedQueryOperation or IDelegateCreationOperation or ICoalesceOperation:
                return IsDropped(value.Parent, locals, passes, depth - 1);
            case IConditionalOperation conditional when value != conditional.Condition:
                return IsDropped(conditional, locals, passes, depth - 1);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return AreDropped(declarator.Symbol, locals, passes, depth);
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment when assignment.Value == value:
                return IsDropped(assignment, locals, passes, depth - 1);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                return AreDropped(local, locals, passes, depth) && IsDropped(assignment, locals, passes, depth - 1);
            case IInvocationOperation call when call.Instance == value:
                return IsDroppedBy(call, value);
            case IArgumentOperation { Parent: IInvocationOperation call }:
                return IsDroppedBy(call, value);
            case IArrayInitializerOperation { Parent: IArrayCreationOperation { IsImplicit: true, Parent: IArgumentOperation { Parent: IInvocationOperation call } } }:
                return IsDroppedBy(call, value);
            default:
                return false;
        }

        bool IsDroppedBy(IInvocationOperation call, IOperation given) => passes(call, given) switch
        {
            Passing.Ignores => true,
            Passing.Returns => IsDropped(call, locals, passes, depth - 1),
            _ => false,
        };
    }

    private static bool AreDropped(ILocalSymbol local, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes, int depth)
    {
        foreach (var read in locals.ReadsOf(local))
        {
            if (!IsDropped(read, locals, passes, depth - 1))
            {
                return false;
            }
        }

        return true;
    }
}
