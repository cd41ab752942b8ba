using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;
using OpsMop.Generators;

namespace OpsMop.CodeFixes;

/// <summary>Makes a class and the types that it is nested in partial (OPM1001).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddPartial : PolicyCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("OPM1001");

    /// <inheritdoc/>
    protected override Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel)
    {
        (string, SyntaxNode, SyntaxNode)? fix = null;
        if (diagnostic.Properties.TryGetValue(DeclarationFaults.Suggestion, out var suggestion) && suggestion == PartialTypes.Partial)
        {
            var lacking = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)).ToList();
            if (lacking.Count > 0)
            {
                var outermost = lacking[lacking.Count - 1];
                fix = ("Make it partial", outermost, outermost.ReplaceNodes(lacking, static (_, type) => Partial(type)));
            }
        }

        return Task.FromResult(fix);
    }

    /// <summary>The modifier is the last; where it is the first too, it takes over the comment and the line of the keyword.</summary>
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        var modifier = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.WithModifiers(type.Modifiers.Add(modifier))
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(modifier.WithLeadingTrivia(type.Keyword.LeadingTrivia)));
    }
}
