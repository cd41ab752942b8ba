using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Says the mode that a new file or directory gets anyway (OPM2017).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddMode : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2017");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node is InvocationExpressionSyntax call && diagnostic.Properties.TryGetValue(MissingModes.Call, out var added) && added is not null)
        {
            // Behind the settings of its own line; a chain over several lines gets it behind the declaration.
            ExpressionSyntax chain = call;
            while (chain is { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } member } && member.Expression == chain
                && !outer.ToString().Contains('\n'))
            {
                chain = outer;
            }

            fix = (
                $"Add .{added}",
                chain,
                SyntaxFactory.ParseExpression($"{chain.WithoutTrailingTrivia().ToFullString()}.{added}").WithTrailingTrivia(chain.GetTrailingTrivia()));
        }

        return Task.FromResult(fix);
    }
}
