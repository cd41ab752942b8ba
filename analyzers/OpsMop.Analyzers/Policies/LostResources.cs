using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Resources in code that never runs: in a query that nobody enumerates, in a function that nobody calls.</summary>
internal sealed class LostResources : PolicyRule
{
    /// <summary>Set where a code fix can write a <c>foreach</c>.</summary>
    public const string Query = nameof(Query);

    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2013",
        Category.Policies,
        "The resource is never declared",
        """
        A query runs when somebody asks for its elements. `Names.Select(name => host.File(…))` as a statement asks for none: no file is declared, and nothing says so. The
        same holds for an iterator whose result is dropped, and for a lambda or local function that nobody calls. Write `foreach`.

        A query, a lambda or a result that goes anywhere else, into a method or out of this one, is taken to be used.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        HashSet<IOperation>? functions = null;
        foreach (var resource in body.Resources)
        {
            for (var parent = resource.Call.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation && Loss(parent, body) is { } why)
                {
                    // The first resource speaks for the others of its function.
                    if ((functions ??= []).Add(parent))
                    {
                        report.Add(Rule, resource.Location, $"{resource.Name}: it is declared {why}");
                    }

                    break;
                }
            }
        }

        if (body.Kind == BodyKind.Define)
        {
            CheckIterators(body, report);
        }
    }

    /// <summary>Methods of the project that are iterators, whose result is dropped.</summary>
    private static void CheckIterators(PolicyBody body, Report report)
    {
        foreach (var statement in body.OfKind<IExpressionStatementOperation>(OperationKind.ExpressionStatement))
        {
            if (statement.Operation is IInvocationOperation { TargetMethod: { } method } call
                && IsLazy(method.ReturnType)
                && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, body.Compilation.Compilation.Assembly)
                && body.Compilation.BodyOf(method) is { Resources.Count: > 0 } called
                && called.OfKind<IReturnOperation>(OperationKind.YieldReturn).Any())
            {
                report.Add(Rule, call.Syntax.GetLocation(), $"{method.Name}() declares its resources as they are enumerated, and nobody enumerates them. Use foreach.");
            }
        }
    }

    private static string? Loss(IOperation function, PolicyBody body)
    {
        if (function is ILocalFunctionOperation local)
        {
            return IsUsed(local, body) ? null : $"in {local.Symbol.Name}, which nobody calls. Call it, or remove it.";
        }

        IOperation value = function;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        switch (value.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation query } when PassesQuery(query, value) == Flow.Passing.Returns:
                return Flow.IsDropped(query, body.Locals, PassesQuery) ? "in a query that nobody enumerates, so it is never declared. Use foreach." : null;
            case IVariableInitializerOperation or ISimpleAssignmentOperation:
                return Flow.IsDropped(value, body.Locals, static (_, _) => Flow.Passing.Takes) ? "in a lambda that nobody calls. Call it, or remove it." : null;
            default:
                return null;
        }
    }

    private static bool IsUsed(ILocalFunctionOperation function, PolicyBody body)
    {
        foreach (var call in body.Invocations)
        {
            if (SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, function.Symbol) && !IsInside(call, function))
            {
                return true;
            }
        }

        foreach (var reference in body.OfKind<IMethodReferenceOperation>(OperationKind.MethodReference))
        {
            if (SymbolEqualityComparer.Default.Equals(reference.Method.OriginalDefinition, function.Symbol))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInside(IOperation operation, IOperation function)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent == function)
            {
                return true;
            }
        }

        return false;
    }

    private static Flow.Passing PassesQuery(IInvocationOperation call, IOperation value) =>
        call.TargetMethod.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } && IsLazy(call.TargetMethod.ReturnType)
            ? Flow.Passing.Returns
            : Flow.Passing.Takes;

    private static bool IsLazy(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || type is INamedTypeSymbol { Name: "IOrderedEnumerable", Arity: 1 };
}
