using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>A template, as the compiler is given it.</summary>
internal sealed class BenchTemplate(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
