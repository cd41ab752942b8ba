using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.CodeFixes;

/// <summary>Takes <c>async</c> away where nothing is awaited (OPM2010).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveAsync : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2010");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        var keyword = node.FindToken(diagnostic.Location.SourceSpan.Start);
        if (keyword.IsKind(SyntaxKind.AsyncKeyword) && keyword.Parent is { } function && !function.DescendantNodes().Any(IsAsync)
            && !function.DescendantTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword)))
        {
            var right = function switch
            {
                MethodDeclarationSyntax method => method.WithModifiers(Without(method.Modifiers, keyword)),
                LocalFunctionStatementSyntax local => local.WithModifiers(Without(local.Modifiers, keyword)),
                AnonymousFunctionExpressionSyntax lambda => lambda.WithAsyncKeyword(default).WithLeadingTrivia(keyword.LeadingTrivia),
                _ => (SyntaxNode?)null,
            };
            fix = right is null ? null : ("Remove async", function, right);
        }

        return Task.FromResult(fix);
    }

    private static bool IsAsync(SyntaxNode node) => node is AwaitExpressionSyntax;

    private static SyntaxTokenList Without(SyntaxTokenList modifiers, SyntaxToken keyword)
    {
        var rest = modifiers.Remove(keyword);
        return rest.Count > 0 && modifiers[0] == keyword ? rest.Replace(rest[0], rest[0].WithLeadingTrivia(keyword.LeadingTrivia)) : rest;
    }
}
