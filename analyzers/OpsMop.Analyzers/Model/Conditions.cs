using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>
/// Under which conditions an operation is reached: the branches of <c>if</c>, <c>?:</c>, <c>switch</c>, loops and lambdas around it, and the
/// <c>if (…) return;</c> before it. Two operations of a body are compared by them.
/// </summary>
internal sealed class Conditions
{
    /// <summary>No condition.</summary>
    public static readonly Conditions None = new([]);

    private readonly IReadOnlyList<Branch> _branches;

    private Conditions(IReadOnlyList<Branch> branches) => _branches = branches;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _branches.Count == 0;

    /// <summary>The expressions that are asked.</summary>
    public IEnumerable<IOperation> Expressions => _branches.Select(branch => branch.Condition).OfType<IOperation>();

    /// <summary>The conditions of an operation within its body.</summary>
    public static Conditions Of(IOperation operation)
    {
        List<Branch>? branches = null;
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child != conditional.Condition:
                    Add(new Branch(conditional, child == conditional.WhenTrue ? 0 : 1, conditional.Condition));
                    break;
                case ISwitchCaseOperation section:
                    Add(new Branch(section.Parent!, section.Syntax.SpanStart, null));
                    break;
                case ISwitchExpressionArmOperation arm when child != arm.Pattern:
                    Add(new Branch(arm.Parent!, arm.Syntax.SpanStart, null));
                    break;
                case ICoalesceOperation coalesce when child == coalesce.WhenNull:
                    Add(new Branch(coalesce, 1, null));
                    break;
                case IConditionalAccessOperation access when child == access.WhenNotNull:
                    Add(new Branch(access, 1, null));
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary when child == binary.RightOperand:
                    Add(new Branch(binary, 1, null));
                    break;
                case ICatchClauseOperation or ILoopOperation:
                    Add(new Branch(parent, 0, null));
                    break;
                case IAnonymousFunctionOperation function:
                    AddLambda(function);
                    break;
                case ILocalFunctionOperation:
                    Add(new Branch(parent, 0, null));
                    break;
                case IBlockOperation block:
                    AddExits(block, child);
                    break;
            }
        }

        return branches is null ? None : new Conditions(branches);

        void Add(Branch branch) => (branches ??= []).Add(branch);

        // A block of the policy's own language: it holds as the call does that takes it, but for host.When(x, () => …), a handler, a rescue.
        void AddLambda(IAnonymousFunctionOperation function)
        {
            if (PolicyBlock.Of(function) is not { } block)
            {
                Add(new Branch(function, 0, null));
            }
            else if (block.Condition is { } condition)
            {
                Add(new Branch(block.Call, 0, condition));
            }
            else if (!block.IsUnconditional)
            {
                Add(new Branch(function, 0, null));
            }
        }

        // After "if (x) { …; return; }" the rest of the block stands under "not x".
        void AddExits(IBlockOperation block, IOperation child)
        {
            foreach (var statement in block.Operations)
            {
                if (statement == child)
                {
                    return;
                }

                if (statement is IConditionalOperation exit)
                {
                    if (Leaves(exit.WhenTrue))
                    {
                        Add(new Branch(exit, 1, exit.Condition));
                    }
                    else if (exit.WhenFalse is { } otherwise && Leaves(otherwise))
                    {
                        Add(new Branch(exit, 0, exit.Condition));
                    }
                }
            }
        }
    }

    /// <summary>These and others together.</summary>
    public Conditions And(Conditions others) => IsEmpty ? others : others.IsEmpty ? this : new Conditions([.. _branches, .. others._branches]);

    /// <summary>These and one more that is known by its expression, as <c>.When(x)</c> is.</summary>
    /// <param name="call">The call that makes it.</param>
    /// <param name="condition">The expression; <see langword="null"/> where only the call is known.</param>
    public Conditions And(IOperation call, IOperation? condition) => new([.. _branches, new Branch(call, 0, condition)]);

    /// <summary>Whether what stands under these conditions can never meet what stands under the others.</summary>
    public bool Excludes(Conditions others)
    {
        foreach (var mine in _branches)
        {
            foreach (var other in others._branches)
            {
                if ((mine.Node == other.Node && mine.Arm != other.Arm) || mine.Contradicts(other))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether these hold whenever the others do.</summary>
    public bool FollowFrom(Conditions others)
    {
        foreach (var mine in _branches)
        {
            var found = false;
            foreach (var other in others._branches)
            {
                found |= (mine.Node == other.Node && mine.Arm == other.Arm) || mine.Equals(other);
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one of two is only ever reached together with the other: what is wrong with both is wrong then.</summary>
    public bool Meet(Conditions others) => !Excludes(others) && (FollowFrom(others) || others.FollowFrom(this));

    /// <summary>Whether a statement never reaches what follows it.</summary>
    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    private readonly struct Branch(IOperation node, int arm, IOperation? condition)
    {
        public IOperation Node { get; } = node;

        public int Arm { get; } = arm;

        /// <summary>The condition that holds in arm 0 and does not in arm 1.</summary>
        public IOperation? Condition { get; } = condition;

        public bool Contradicts(Branch other) => Compare(other) == false;

        public bool Equals(Branch other) => Compare(other) == true;

        /// <summary>Whether both say the same of one condition, or the contrary; <see langword="null"/> where they speak of different ones.</summary>
        private bool? Compare(Branch other)
        {
            if (Condition is null || other.Condition is null)
            {
                return null;
            }

            var (mine, isMineNegated) = Strip(Condition.Syntax);
            var (theirs, isTheirsNegated) = Strip(other.Condition.Syntax);
            if (!IsStable(mine) || !SyntaxFactory.AreEquivalent(mine, theirs))
            {
                return null;
            }

            return (isMineNegated ^ (Arm == 1)) == (isTheirsNegated ^ (other.Arm == 1));
        }

        private static (SyntaxNode Syntax, bool IsNegated) Strip(SyntaxNode syntax)
        {
            var isNegated = false;
            while (true)
            {
                switch (syntax)
                {
                    case ParenthesizedExpressionSyntax parenthesized:
                        syntax = parenthesized.Expression;
                        break;
                    case PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.LogicalNotExpression):
                        (syntax, isNegated) = (prefix.Operand, !isNegated);
                        break;
                    case ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } body }:
                        syntax = body;
                        break;
                    default:
                        return (syntax, isNegated);
                }
            }
        }

        /// <summary>Whether asking twice gives one answer: names, members, comparisons and questions to the host's facts.</summary>
        private static bool IsStable(SyntaxNode syntax) =>
            !syntax.DescendantNodesAndSelf().Any(node => node is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or AwaitExpressionSyntax
                or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression });
    }
}
