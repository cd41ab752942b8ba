using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using OpsMop.Parsing;

namespace OpsMop.Analyzers;

/// <summary>Handlers that nothing can notify.</summary>
internal sealed class UnusedHandlers : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM2008",
        Category.Policies,
        "A handler is never notified",
        """
        A handler runs when a resource that notifies it has changed. One that no resource notifies never runs: the service is not reloaded, and nobody
        notices.
        Add `.Notifies(…)` to what should raise it, or remove it.

        The rule looks at handlers whose value goes nowhere: thrown away, in a local variable that nobody reads, or in a private property or field that the
        class does not read.
        A public property may be notified by whoever includes the role; the model check knows. A handler named `restart …` or `reload …` is what
        `RestartOn` and `ReloadOn` notify by its name.
        """);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        HandlerUses? handlers = null;
        foreach (var call in body.Invocations)
        {
            if (!HandlerUses.IsHandler(call, body.Types) || !GoesNowhere(call, body, report.Cancel))
            {
                continue;
            }

            handlers ??= new HandlerUses(body);
            var name = handlers.NameOf(call);
            if (!MayBeNotifiedByName(call, name, body))
            {
                report.Add(Rule, LocationOf(call), ModelFaults.NeverNotified(name));
            }
        }
    }

    /// <summary>The call up to its name: what it does may be many lines.</summary>
    private static Location LocationOf(IInvocationOperation call)
    {
        var end = HandlerUses.NameArgument(call)?.Syntax.Span.End ?? call.Syntax.Span.End;
        return Location.Create(call.Syntax.SyntaxTree, TextSpan.FromBounds(call.Syntax.SpanStart, Math.Max(end, call.Syntax.SpanStart)));
    }

    private static bool GoesNowhere(IInvocationOperation call, PolicyBody body, CancellationToken cancel) =>
        call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }
        || HandlerUses.HolderOf(call) switch
        {
            ILocalSymbol local => body.Locals.ReadsOf(local).Count == 0,
            IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field => !IsRead(field, cancel),
            IPropertySymbol { DeclaredAccessibility: Accessibility.Private, SetMethod: not null } property => !IsRead(property, cancel),
            _ => false,
        };

    private static bool MayBeNotifiedByName(IInvocationOperation call, string name, PolicyBody body)
    {
        var isConstant = HandlerUses.NameArgument(call) is { } argument && body.Constants.TextOf(argument) is not null;
        return (!isConstant || name.StartsWith("restart ", StringComparison.Ordinal) || name.StartsWith("reload ", StringComparison.Ordinal))
            && body.Owner.ContainingType.DeclaringSyntaxReferences.Any(part =>
                part.SyntaxTree.GetRoot().DescendantNodes().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "RestartOn" or "ReloadOn" }));
    }

    /// <summary>Whether the class has the name anywhere but where it is declared and assigned.</summary>
    private static bool IsRead(ISymbol member, CancellationToken cancel)
    {
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancel).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name && !IsTarget(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsTarget(IdentifierNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member && member.Name == name
            ? member : name;
        return expression.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax } assignment
            && assignment.Left == expression;
    }
}
