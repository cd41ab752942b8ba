using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Asks a fact of the host instead of the machine that the code runs on (OPM2016).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AskFact : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2016");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node is ExpressionSyntax expression && diagnostic.Properties.TryGetValue(MachineFacts.Instead, out var instead) && instead is not null)
        {
            var argument = expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var given }] } ? given.ToString() : "";
            var right = instead.Replace("{0}", argument);
            fix = ($"Ask {instead.Replace("{0}", "…")}", expression, SyntaxFactory.ParseExpression(right).WithTriviaFrom(expression));
        }

        return Task.FromResult(fix);
    }
}
