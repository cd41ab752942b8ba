using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Analyzers.Tests;

/// <summary>A file of the project that is no source.</summary>
internal sealed class ProjectFile(string path, string content = "") : AdditionalText
{
    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
}
