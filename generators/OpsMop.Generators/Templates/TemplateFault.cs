using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using OpsMop.Templates.Syntax;

namespace OpsMop.Generators.Templates;

/// <summary>What is wrong with a template, for the analyzers to report at its place.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="File">The template.</param>
/// <param name="Span">Where.</param>
/// <param name="MissingFile">The template that is not there, if that is what is wrong: which one was meant, only those who know all files can tell.</param>
internal sealed record TemplateFault(string Id, string Message, TemplateFile File, Span Span, string? MissingFile)
{
    /// <summary>The place, for the compiler.</summary>
    public Location ToLocation()
    {
        var lines = File.Lines;
        var (startLine, startColumn) = lines.PositionOf(Span.Start);
        var (endLine, endColumn) = lines.PositionOf(Span.End);
        return Location.Create(
            File.RawPath,
            TextSpan.FromBounds(Span.Start, Span.End),
            new LinePositionSpan(new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));
    }
}
