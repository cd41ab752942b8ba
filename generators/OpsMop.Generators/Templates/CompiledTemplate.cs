using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators.Templates;

/// <summary>What a method's template is compiled to.</summary>
/// <param name="Source">The generated file.</param>
/// <param name="Faults">What is wrong with it and not for the C# compiler to find.</param>
/// <param name="Unused">The parameters that no template of it names.</param>
internal sealed record CompiledTemplate(SourceText Source, IReadOnlyList<TemplateFault> Faults, IReadOnlyList<string> Unused);
