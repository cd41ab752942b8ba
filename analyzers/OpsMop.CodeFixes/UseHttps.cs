using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>
/// Fetches over https what was to be fetched over http (OPM4004). The address must be written there, and say no port: another protocol listens elsewhere.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseHttps : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM4004");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node is LiteralExpressionSyntax { Token: var token } literal && token.IsKind(SyntaxKind.StringLiteralToken)
            && token.Text.IndexOf(Downloads.PlainHttp, StringComparison.Ordinal) is 1 or 2
                && Uri.TryCreate(token.ValueText, UriKind.Absolute, out var address) && address.IsDefaultPort)
        {
            var text = token.Text.Insert(token.Text.IndexOf("://", StringComparison.Ordinal), "s");
            fix = ("Use https", literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal));
        }

        return Task.FromResult(fix);
    }
}
