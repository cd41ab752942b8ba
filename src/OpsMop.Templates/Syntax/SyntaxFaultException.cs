namespace OpsMop.Templates.Syntax;

/// <summary>Ends parsing at the first fault. It never leaves <see cref="TemplateParser"/>.</summary>
internal sealed class SyntaxFaultException(SyntaxFault fault) : Exception(fault.Message)
{
    public SyntaxFaultException(string message, Span span)
        : this(new SyntaxFault(message, span))
    {
    }

    public SyntaxFault Fault { get; } = fault;
}
