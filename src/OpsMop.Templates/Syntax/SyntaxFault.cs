namespace OpsMop.Templates.Syntax;

/// <summary>What is wrong with a template's syntax (OPM5001): the first thing that is, as nothing after it can be trusted.</summary>
internal sealed class SyntaxFault(string message, Span span)
{
    /// <summary>What is wrong and what to do, one sentence or two.</summary>
    public string Message { get; } = message;

    public Span Span { get; } = span;
}
