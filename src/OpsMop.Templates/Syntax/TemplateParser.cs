namespace OpsMop.Templates.Syntax;

/// <summary>Parses Jinja2's language.</summary>
internal static class TemplateParser
{
    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="options">How it is read; what its header says has precedence.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>The template; null if something is wrong.</returns>
    public static TemplateSyntax? Parse(SourceLines source, SyntaxOptions options, out SyntaxFault? fault) => throw new NotImplementedException();
}
