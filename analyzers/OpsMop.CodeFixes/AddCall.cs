using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Adds a call to a resource: what says when a command is not needed (OPM3001), or that a pipe fails with its first command (OPM3007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddCall : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM3001", "OPM3007");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (diagnostic.Properties.TryGetValue(UnguardedCommands.Call, out var added) && added is not null && Declaration(node) is { } call)
        {
            fix = (
                $"Add .{added}",
                call,
                SyntaxFactory.ParseExpression($"{call.WithoutTrailingTrivia().ToFullString()}.{added}").WithTrailingTrivia(call.GetTrailingTrivia()));
        }

        return Task.FromResult(fix);
    }

    /// <summary>The call that declares the resource: the place itself, or the call that the command's text is the argument of.</summary>
    private static InvocationExpressionSyntax? Declaration(SyntaxNode node) =>
        node as InvocationExpressionSyntax
        ?? node.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().LastOrDefault()?.Parent?.Parent?.Parent as InvocationExpressionSyntax;
}
