using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers;

/// <summary>
/// Under which conditions an operation is reached: the branches of <c>if</c>, <c>?:</c>, <c>switch</c>, loops and lambdas around it, and the
/// <c>if (…) return;</c> before it. Two operations of a body are compared by them.
/// </summary>
internal sealed class Conditions
{
    /// <summary>No condition.</summary>
    public static readonly Conditions None = new([], [], -1);

    private readonly IReadOnlyList<Branch> _branches;
    private readonly IReadOnlyList<TextSpan> _unreached;
    private readonly int _position;

    /// <param name="branches">The branches that lead there.</param>
    /// <param name="unreached">What is never reached once it was reached: after <c>{ …; return; }</c> the rest of the method.</param>
    /// <param name="position">Where it stands; -1 where that is no one place.</param>
    private Conditions(IReadOnlyList<Branch> branches, IReadOnlyList<TextSpan> unreached, int position)
    {
        _branches = branches;
        _unreached = unreached;
        _position = position;
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _branches.Count == 0;

    /// <summary>
    /// Whether each is a loop over what the author wrote or what a variable holds, or a block such as a handler: what stands there is there on every platform.
    /// </summary>
    public bool AreOfEveryPlatform => _branches.All(branch => branch.IsOfEveryPlatform);
    /// <summary>The expressions that are asked.</summary>
    public IEnumerable<IOperation> Expressions => _branches.Select(branch => branch.Condition).OfType<IOperation>();

    /// <summary>The conditions of an operation within its body.</summary>
    public static Conditions Of(IOperation operation)
    {
        List<Branch>? branches = null;
        List<(int End, IOperation? Loop)>? exits = null;
        List<TextSpan>? unreached = null;
        for (IOperation child = operation, parent = operation.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when child != conditional.Condition:
                    Add(new Branch(conditional, child == conditional.WhenTrue ? 0 : 1, conditional.Condition));
                    break;
                case ISwitchCaseOperation section:
                    AddEnd(section, section.Body, child);
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
                case ILoopOperation loop:
                    AddUnreached(loop.Body.Syntax.Span.End, loop);
                    Add(new Branch(loop, 0, null));
                    break;
                case ICatchClauseOperation:
                    Add(new Branch(parent, 0, null));
                    break;

                // What fails in there goes on in a catch: not all of it is reached whenever a part is.
                case ITryOperation { Catches.Length: > 0 } attempt when child == attempt.Body:
                    Add(new Branch(attempt, 0, null, isEverywhere: true));
                    break;
                case IAnonymousFunctionOperation function:
                    AddUnreached(function.Syntax.Span.End);
                    AddLambda(function);
                    break;
                case ILocalFunctionOperation:
                    AddUnreached(parent.Syntax.Span.End);
                    Add(new Branch(parent, 0, null));
                    break;
                case IBlockOperation block:
                    AddEnd(block, block.Operations, child);
                    AddExits(block, child);
                    break;
            }
        }

        AddUnreached(int.MaxValue);
        return new Conditions((IReadOnlyList<Branch>?)branches ?? [], (IReadOnlyList<TextSpan>?)unreached ?? [], operation.Syntax.SpanStart);

        // Whoever comes here leaves the method, or this round of a loop, at the end of this block: what stands below it is for those who did not.
        void AddEnd(IOperation block, IReadOnlyList<IOperation> statements, IOperation child)
        {
            var isBefore = false;
            foreach (var statement in statements)
            {
                isBefore |= statement == child;
                if (isBefore && !statement.IsImplicit
                    && statement is IReturnOperation { Kind: OperationKind.Return } or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation })
                {
                    (exits ??= []).Add((block.Syntax.Span.End, null));
                    return;
                }

                if (isBefore && statement is IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } branch
                    && branch.GetCorrespondingOperation() is ILoopOperation loop)
                {
                    (exits ??= []).Add((block.Syntax.Span.End, loop));
                    return;
                }
            }
        }

        // It leaves the innermost function or a loop in it, and no more.
        void AddUnreached(int end, ILoopOperation? loop = null)
        {
            foreach (var exit in exits ?? [])
            {
                if ((loop is null || exit.Loop == loop) && exit.End < end)
                {
                    (unreached ??= []).Add(TextSpan.FromBounds(exit.End, end));
                }
            }

            exits = loop is null ? null : exits?.FindAll(exit => exit.Loop != loop);
        }

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
    public Conditions And(Conditions others) => others.IsEmpty ? this : new Conditions([.. _branches, .. others._branches], _unreached, _position);

    /// <summary>These and one more that is known by its expression, as <c>.When(x)</c> is.</summary>
    /// <param name="call">The call that makes it.</param>
    /// <param name="condition">The expression; <see langword="null"/> where only the call is known.</param>
    public Conditions And(IOperation call, IOperation? condition) => new([.. _branches, new Branch(call, 0, condition)], _unreached, _position);

    /// <summary>Whether what stands under these conditions can never meet what stands under the others.</summary>
    public bool Excludes(Conditions others)
    {
        if (Leaves(others._position) || others.Leaves(_position))
        {
            return true;
        }

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

    /// <summary>Whether who was here never reaches a place.</summary>
    private bool Leaves(int position)
    {
        foreach (var span in _unreached)
        {
            if (position >= span.Start && position < span.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a statement never reaches what follows it.</summary>
    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } operations } => Leaves(operations[operations.Length - 1]),
        _ => false,
    };

    private readonly struct Branch(IOperation node, int arm, IOperation? condition, bool isEverywhere = false)
    {
        public IOperation Node { get; } = node;

        public int Arm { get; } = arm;

        /// <summary>The condition that holds in arm 0 and does not in arm 1.</summary>
        public IOperation? Condition { get; } = condition;

        public bool IsOfEveryPlatform => isEverywhere || Condition is null && Node switch
        {
            IForEachLoopOperation loop => Strip(loop.Collection) is IPropertyReferenceOperation { Instance: IInstanceReferenceOperation }
                or IFieldReferenceOperation { Instance: IInstanceReferenceOperation or null }
                or IArrayCreationOperation,
            IAnonymousFunctionOperation function => PolicyBlock.Of(function) is not null,
            _ => false,
        };

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
            if (!IsStable(mine) || !SyntaxFactory.AreEquivalent(mine, theirs) || IsAnotherQuestion(Condition, other.Condition))
            {
                return null;
            }

            return (isMineNegated ^ (Arm == 1)) == (isTheirsNegated ^ (other.Arm == 1));
        }

        /// <summary>Whether the same words ask something else: dice are thrown anew, and a variable was assigned between.</summary>
        private static bool IsAnotherQuestion(IOperation mine, IOperation theirs)
        {
            if (mine == theirs)
            {
                return false;
            }

            HashSet<ISymbol>? names = null;
            foreach (var operation in mine.DescendantsAndSelf())
            {
                switch (operation)
                {
                    case IInvocationOperation call when !MayAskAgain(call):
                    case IObjectCreationOperation or IDynamicInvocationOperation:
                        return true;
                    case IMemberReferenceOperation { Member: { ContainingType.Name: "ChaosFacts" } }:
                        return true;
                    case IMemberReferenceOperation { Member: { } member }:
                        (names ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(member);
                        break;
                    case ILocalReferenceOperation { Local: { } local }:
                        (names ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(local);
                        break;
                    case IParameterReferenceOperation { Parameter: { } parameter }:
                        (names ??= new HashSet<ISymbol>(SymbolEqualityComparer.Default)).Add(parameter);
                        break;
                }
            }

            return names is not null && IsAssignedBetween(names, mine, theirs);
        }

        /// <summary>
        /// Questions of the language and of the class library to what is given; what a method of the project answers may be another thing each time.
        /// </summary>
        private static bool MayAskAgain(IInvocationOperation call)
        {
            var type = call.TargetMethod.ContainingType;
            var space = type.ContainingNamespace;
            while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            {
                space = space.ContainingNamespace;
            }

            return space?.Name is "OpsMop" or "System" && type.Name is not ("ChaosFacts" or "Random" or "Guid" or "RandomNumberGenerator")
                && call.Arguments.All(argument => argument.Parameter is not { RefKind: RefKind.Out or RefKind.Ref })
                && !(call.TargetMethod.Name is ['D', 'e', 'q', ..] or ['R', 'e', 'm', 'o', 'v', 'e', ..] or ['A', 'd', 'd', ..] or "Pop" or "MoveNext");
        }

        private static bool IsAssignedBetween(HashSet<ISymbol> names, IOperation mine, IOperation theirs)
        {
            var root = mine;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            var (start, end) = (Math.Min(mine.Syntax.Span.End, theirs.Syntax.Span.End), Math.Max(mine.Syntax.SpanStart, theirs.Syntax.SpanStart));
            foreach (var operation in root.Descendants())
            {
                var target = operation switch
                {
                    IAssignmentOperation assignment => assignment.Target,
                    IIncrementOrDecrementOperation step => step.Target,
                    IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument => argument.Value,
                    _ => null,
                };
                if (target is not null && target.Syntax.SpanStart >= start && target.Syntax.Span.End <= end
                    && target.DescendantsAndSelf().Any(one => one switch
                    {
                        IMemberReferenceOperation member => names.Contains(member.Member),
                        ILocalReferenceOperation local => names.Contains(local.Local),
                        IParameterReferenceOperation parameter => names.Contains(parameter.Parameter),
                        _ => false,
                    }))
                {
                    return true;
                }
            }

            return false;
        }
        private static IOperation Strip(IOperation value) => value is IConversionOperation conversion ? Strip(conversion.Operand) : value;

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
