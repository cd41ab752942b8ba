using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpsMop.CodeFixes;

/// <summary>Writes a <c>foreach</c> in the place of a <c>Select</c> that nobody enumerates (OPM2013).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EnumerateQuery : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2013");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node.FirstAncestorOrSelf<SimpleLambdaExpressionSyntax>() is
            {
                ExpressionBody: InvocationExpressionSyntax body,
                Parent: ArgumentSyntax
                {
                    Parent: ArgumentListSyntax
                    {
                        Arguments.Count: 1,
                        Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" } select, Parent: ExpressionStatementSyntax statement },
                    },
                },
            } lambda
            && statement.Parent is BlockSyntax)
        {
            var indentation = statement.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
            var loop = SyntaxFactory.ParseStatement(
                $"foreach (var {lambda.Parameter.Identifier.Text} in {select.Expression.WithoutTrivia()})\n{indentation}{{\n{indentation}    {body.WithoutTrivia()};\n{indentation}}}");
            fix = ("Write foreach", statement, loop.WithTriviaFrom(statement));
        }

        return Task.FromResult(fix);
    }
}
