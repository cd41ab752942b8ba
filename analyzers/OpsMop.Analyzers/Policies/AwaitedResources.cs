using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Asynchronous code that nobody waits for: resources of a procedure, <c>async void</c> where roles are described.</summary>
internal sealed class AwaitedResources : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Error(
        "OPM2010",
        Category.Policies,
        "Nobody waits for it",
        """
        In a procedure a resource does its work when it is awaited. One that is not awaited does nothing at all, however much is set on it.

        In a role there is nothing to wait for: `Define` declares. As `async void` it returns at its first `await`, and what it would declare after that is lost; the same
        holds for `Compose`, for lambdas that `host.When`, `host.Handler` and `roles.Add` take, and for methods that are given the host. What has to be awaited is read
        in `Policy.LoadAsync` and becomes a variable, or the work is a `Procedure`.

        A builder in a variable counts as awaited where one of its uses awaits it, or hands it to somebody who may. For builders this rule stands in the place of
        the compiler's CS4014, which would also ask to await a builder that is only set further.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            if (resource.IsInProcedure && Flow.IsDropped(resource.Call, body.Locals, (call, value) => Passes(call, value, body.Types)))
            {
                report.Add(Rule, resource.Location, $"{resource.Name}: it is not awaited, so it does nothing. Await it.");
            }
        }

        if (body.Owner is IMethodSymbol { IsAsync: true, ReturnsVoid: true } method
            && (body.Kind is BodyKind.Define or BodyKind.Compose || method.Parameters.Any(parameter => KnownTypes.Is(parameter.Type, body.Types.Host)))
            && AsyncKeyword(method, report.Cancel) is { } keyword)
        {
            report.Add(Rule, keyword, AsyncVoid(method.Name));
        }

        foreach (var lambda in body.OfKind<IAnonymousFunctionOperation>(OperationKind.AnonymousFunction))
        {
            if (lambda.Symbol is { IsAsync: true, ReturnsVoid: true }
                && lambda.Syntax is AnonymousFunctionExpressionSyntax { AsyncKeyword: { RawKind: not 0 } modifier }
                && TakerOf(lambda) is { } taker)
            {
                report.Add(Rule, modifier.GetLocation(), AsyncVoid($"the lambda of {taker}"));
            }
        }

        foreach (var function in body.OfKind<ILocalFunctionOperation>(OperationKind.LocalFunction))
        {
            if (function.Symbol is { IsAsync: true, ReturnsVoid: true }
                && function.Syntax is LocalFunctionStatementSyntax syntax
                && body.Resources.Any(resource => !resource.IsInProcedure && syntax.Span.Contains(resource.Call.Syntax.Span)))
            {
                report.Add(Rule, syntax.Modifiers.First(modifier => modifier.IsKind(SyntaxKind.AsyncKeyword)).GetLocation(), AsyncVoid(function.Symbol.Name));
            }
        }
    }

    /// <summary>What a call does with a builder: a setting gives it back, <c>.After(x)</c> only points to it.</summary>
    public static Flow.Passing Passes(IInvocationOperation call, IOperation value, KnownTypes types)
    {
        var isReceiver = call.Instance == value
            || (call.TargetMethod.IsExtensionMethod && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value == value);
        return isReceiver ? types.IsBuilder(call.Type) ? Flow.Passing.Returns : Flow.Passing.Takes
            : types.IsBuilder(call.TargetMethod.ContainingType) ? Flow.Passing.Ignores
            : Flow.Passing.Takes;
    }

    private static string AsyncVoid(string who) =>
        $"{who} is async void: nobody waits for it, and what it declares after its first await is lost. Await in Policy.LoadAsync and pass the result as a variable, or write a Procedure.";

    private static Location? AsyncKeyword(IMethodSymbol method, CancellationToken cancel)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancel) is MethodDeclarationSyntax declaration)
            {
                foreach (var modifier in declaration.Modifiers)
                {
                    if (modifier.IsKind(SyntaxKind.AsyncKeyword))
                    {
                        return modifier.GetLocation();
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The method of the language that takes a lambda and calls it at once.</summary>
    private static string? TakerOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method } }
            && (method.ContainingType.IsContract("Host") || method.ContainingType.IsContract("TryBlock") || method.ContainingType.IsContract("Roles"))
            ? method.Name
            : null;
    }
}
