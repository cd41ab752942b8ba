using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Writes the property that a constraint probably means (OPM1005).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CorrectPropertyName : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM1005");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (node is LiteralExpressionSyntax literal
            && node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            && diagnostic.Properties.TryGetValue(DeclarationFaults.Suggestion, out var suggestion)
            && suggestion is not null)
        {
            // What host.With(…) gives is no member of the type.
            var isProperty = attribute.Name.ToString().Split('.').Last() is not ("FromScope" or "FromScopeAttribute");
            var written = isProperty ? $"nameof({Generators.Identifier.Escape(suggestion)})" : SymbolDisplay.FormatLiteral(suggestion, quote: true);
            fix = ($"Write {written}", literal, SyntaxFactory.ParseExpression(written).WithTriviaFrom(literal));
        }

        return Task.FromResult(fix);
    }
}
