using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace OpsMop.CodeFixes;

/// <summary>A fix of one diagnostic by changing the syntax around it.</summary>
public abstract class PolicyCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (await FindAsync(context.Document, diagnostic, node, context.CancellationToken).ConfigureAwait(false) is { } fix)
            {
                var document = context.Document;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(fix.Old, fix.New))),
                        equivalenceKey: $"{diagnostic.Id}:{fix.Title}"),
                    diagnostic);
            }
        }
    }

    /// <summary>Finds the mend.</summary>
    /// <param name="document">The document.</param>
    /// <param name="diagnostic">What is wrong.</param>
    /// <param name="node">The innermost syntax at its place.</param>
    /// <param name="cancel">Cancels the search.</param>
    /// <returns>The words for the menu, the syntax to replace and what replaces it; <see langword="null"/> where there is no one right mend.</returns>
    protected abstract Task<(string Title, SyntaxNode Old, SyntaxNode New)?> FindAsync(
        Document document, Diagnostic diagnostic, SyntaxNode node, CancellationToken cancel);
}
