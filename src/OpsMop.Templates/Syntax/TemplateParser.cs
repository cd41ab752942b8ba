namespace OpsMop.Templates.Syntax;

/// <summary>Parses Jinja2's language.</summary>
internal static class TemplateParser
{
    /// <summary>Parses a template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="options">How it is read; what its header says has precedence.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>The template; null if something is wrong.</returns>
    public static TemplateSyntax? Parse(SourceLines source, SyntaxOptions options, out SyntaxFault? fault)
    {
        if (source.Text.Length > SyntaxLimits.Characters)
        {
            fault = new SyntaxFault(
                $"The template is too long: it has {source.Text.Length} characters, and may have {SyntaxLimits.Characters}.", new Span(0, 0));
            return null;
        }

        try
        {
            options = TemplateHeader.Read(source.Text, options, out int start);
            if (TemplateHeader.FaultOf(options) is { } wrong)
            {
                fault = new SyntaxFault(wrong, new Span(0, 0));
                return null;
            }

            var stream = new TokenStream(new Lexer(source, start, options), options);
            var body = new StatementParser(stream, source, options).ParseTemplate();
            fault = null;
            return new TemplateSyntax(source, options, body);
        }
        catch (SyntaxFaultException e)
        {
            fault = e.Fault;
            return null;
        }
    }
}
