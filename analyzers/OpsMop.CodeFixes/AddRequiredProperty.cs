using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Adds the call that sets a required property (OPM2002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddRequiredProperty : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM2002");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node is InvocationExpressionSyntax call && diagnostic.Properties.TryGetValue(RequiredProperties.Call, out var added) && added is not null)
        {
            fix = (
                $"Add .{added}",
                call,
                SyntaxFactory.ParseExpression($"{call.WithoutTrailingTrivia().ToFullString()}.{added}").WithTrailingTrivia(call.GetTrailingTrivia()));
        }

        return Task.FromResult(fix);
    }
}
