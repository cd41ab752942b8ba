using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators.Tests;

/// <summary>A template of the project, as the compiler is given it.</summary>
internal sealed class TemplateText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
