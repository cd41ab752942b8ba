using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Writes the resource that does what a plain command does (OPM3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseType : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM3002");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (diagnostic.Properties.TryGetValue(CommandsInsteadOfTypes.Replacement, out var code) && code is not null
            && node.AncestorsAndSelf().OfType<InterpolatedStringExpressionSyntax>().LastOrDefault()?.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax host } } call)
        {
            fix = ($"Use {host}.{code}", call, SyntaxFactory.ParseExpression($"{host.Identifier.ValueText}.{code}").WithTriviaFrom(call));
        }

        return Task.FromResult(fix);
    }
}
