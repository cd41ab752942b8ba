using System.Collections.Immutable;

namespace OpsMop.Templates.Syntax;

/// <summary>A parsed template.</summary>
internal sealed class TemplateSyntax(SourceLines source, SyntaxOptions options, ImmutableArray<Statement> body)
{
    /// <summary>The text it was parsed from.</summary>
    public SourceLines Source { get; } = source;

    /// <summary>The options it was parsed with: what the caller gave, and what the template's own header says.</summary>
    public SyntaxOptions Options { get; } = options;

    public ImmutableArray<Statement> Body { get; } = body;
}
