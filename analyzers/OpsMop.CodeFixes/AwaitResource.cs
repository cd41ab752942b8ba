using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.CodeFixes;

/// <summary>Awaits a resource of a procedure that nobody awaits (OPM2010).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitResource : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2010");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        var chain = node as ExpressionSyntax;
        while (chain is { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } member } && member.Expression == chain)
        {
            chain = call;
        }

        // A builder in a variable may be set further: where to await it, its author knows.
        var dropped = chain?.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard : chain;
        if (chain is InvocationExpressionSyntax && dropped?.Parent is ExpressionStatementSyntax && IsInAsync(dropped))
        {
            fix = ("Await it", dropped, SyntaxFactory.AwaitExpression(
                SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                chain.WithoutLeadingTrivia()).WithLeadingTrivia(dropped.GetLeadingTrivia()));
        }

        return Task.FromResult(fix);
    }

    private static bool IsInAsync(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case LockStatementSyntax or QueryExpressionSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.RawKind != 0;
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
