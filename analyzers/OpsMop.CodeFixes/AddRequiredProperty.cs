using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Analyzers;

namespace OpsMop.CodeFixes;

/// <summary>Adds the call that sets a required property, or the variable of a role that is added whole (OPM2002).</summary>
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
        else if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation && creation.Span == diagnostic.Location.SourceSpan
            && diagnostic.Properties.TryGetValue(RequiredVariables.Variable, out var variable) && variable is not null)
        {
            var text = creation.Initializer?.Expressions.LastOrDefault() is { } last
                ? creation.ToString().Insert(last.Span.End - creation.SpanStart, $", {variable} = \"\"")
                : $"new{(creation is ObjectCreationExpressionSyntax { Type: var type } ? $" {type}" : "()")} {{ {variable} = \"\" }}";
            fix = ($"Set {variable}", creation, SyntaxFactory.ParseExpression(text).WithTriviaFrom(creation));
        }

        return Task.FromResult(fix);
    }
}
