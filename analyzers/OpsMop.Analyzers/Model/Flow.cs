using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Follows a value to where it ends: whether anybody takes it, or it is dropped.</summary>
internal static class Flow
{
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
    public static bool IsDropped(IOperation value, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes) =>
        IsDropped(value, locals, passes, new HashSet<ILocalSymbol>(SymbolEqualityComparer.Default));

    private static bool IsDropped(IOperation value, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes, HashSet<ILocalSymbol> seen)
    {
        switch (value.Parent)
        {
            case IExpressionStatementOperation:
                return true;
            case IConversionOperation or IParenthesizedOperation or ITranslatedQueryOperation or IDelegateCreationOperation or ICoalesceOperation:
                return IsDropped(value.Parent, locals, passes, seen);
            case IConditionalOperation conditional when value != conditional.Condition:
                return IsDropped(conditional, locals, passes, seen);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return AreDropped(declarator.Symbol, locals, passes, seen);
            case ISimpleAssignmentOperation { Target: IDiscardOperation } assignment when assignment.Value == value:
                return IsDropped(assignment, locals, passes, seen);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value:
                return AreDropped(local, locals, passes, seen) && IsDropped(assignment, locals, passes, seen);
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
            Passing.Returns => IsDropped(call, locals, passes, seen),
            _ => false,
        };
    }

    private static bool AreDropped(ILocalSymbol local, LocalUses locals, Func<IInvocationOperation, IOperation, Passing> passes, HashSet<ILocalSymbol> seen)
    {
        // A variable that is put together from itself adds nothing to what is known of it.
        if (!seen.Add(local))
        {
            return true;
        }

        foreach (var read in locals.ReadsOf(local))
        {
            if (!IsDropped(read, locals, passes, seen))
            {
                return false;
            }
        }

        return true;
    }
}
