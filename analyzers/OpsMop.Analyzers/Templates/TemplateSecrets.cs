using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OpsMop.Generators;
using OpsMop.Generators.Templates;

namespace OpsMop.Analyzers;

/// <summary>Which methods whose body is a template give a text with a secret.</summary>
/// <param name="options">The files that the compiler is given.</param>
/// <param name="cancel">Cancels the reading.</param>
internal sealed class TemplateSecrets(AnalyzerOptions options, CancellationToken cancel)
{
    private readonly ConcurrentDictionary<IMethodSymbol, WrittenNames?> _known = new(SymbolEqualityComparer.Default);
    private readonly Lazy<TemplateFiles> _files = new(() => TemplateAnalyzer.Read(options, cancel), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>What the template of a method writes; <see langword="null"/> where the method has none, or one that is not there.</summary>
    /// <param name="method">The method, either half of it.</param>
    public WrittenNames? Find(IMethodSymbol method) => _known.GetOrAdd(method.PartialDefinitionPart ?? method, Read);

    private WrittenNames? Read(IMethodSymbol method)
    {
        if (method.Attribute("TemplateAttribute") is not { } attribute || TemplateMethodParser.Parse(method, attribute, cancel) is not { } model)
        {
            return null;
        }

        var files = _files.Value.Closure(model.Path, model.Options);
        return files.Count > 0 ? new WrittenNames(model, files) : null;
    }
}
