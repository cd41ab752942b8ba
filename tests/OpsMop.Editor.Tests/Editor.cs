using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Editor.Tests;

/// <summary>An editor with a policy open: a workspace with the services of Roslyn, the generator and the analyzers as the package brings them. Nothing is built.</summary>
internal sealed class Editor : IDisposable
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using OpsMop;
        """;

    private readonly AdhocWorkspace _workspace;
    private readonly DocumentId _policy;

    private Editor(AdhocWorkspace workspace, DocumentId policy)
    {
        _workspace = workspace;
        _policy = policy;
    }

    /// <summary>Opens a file.</summary>
    public static Editor Open(string text)
    {
        var services = MefHostServices.Create(MefHostServices.DefaultAssemblies
            .Add(Assembly.Load("Microsoft.CodeAnalysis.Features")).Add(Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")));
        var workspace = new AdhocWorkspace(services);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll" or "netstandard.dll" || name.StartsWith("OpsMop.", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path, documentation: XmlDocumentationProvider.CreateFromFile(Path.ChangeExtension(path, ".xml"))));
        var loader = new Loader();
        var analyzers = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "analyzers"), "*.dll").Select(path => new AnalyzerFileReference(path, loader));
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Policy",
            "Policy",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
            metadataReferences: references,
            analyzerReferences: analyzers));
        workspace.AddDocument(project.Id, "Usings.cs", SourceText.From(Usings));
        return new Editor(workspace, workspace.AddDocument(project.Id, "Policy.cs", SourceText.From(text)).Id);
    }

    /// <summary>What the editor offers after a piece of the text, by name.</summary>
    public async Task<IReadOnlyList<Offer>> OffersAfterAsync(string piece)
    {
        var document = Document();
        var text = (await document.GetTextAsync()).ToString();
        var at = text.IndexOf(piece, StringComparison.Ordinal) + piece.Length;
        var service = CompletionService.GetService(document)!;
        var list = await service.GetCompletionsAsync(document, at);
        return [.. list.ItemsList.Select(item => new Offer(item.DisplayText, async () => (await service.GetDescriptionAsync(document, item))!.Text))];
    }

    /// <summary>Replaces a piece of the text, as typing does.</summary>
    public async Task TypeAsync(string old, string @new)
    {
        var document = Document();
        var text = (await document.GetTextAsync()).ToString();
        Assert.True(_workspace.TryApplyChanges(document.WithText(SourceText.From(text.Replace(old, @new, StringComparison.Ordinal))).Project.Solution));
    }

    /// <summary>What is underlined: the rule and the text.</summary>
    public async Task<IReadOnlyList<string>> UnderlinedAsync()
    {
        var project = Document().Project;
        var compilation = (await project.GetCompilationAsync())!;
        var analyzers = project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp));
        var tree = (await Document().GetSyntaxTreeAsync())!;
        var found = await compilation.WithAnalyzers([.. analyzers], project.AnalyzerOptions).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);
        return [.. found.Concat(compilation.GetSemanticModel(tree).GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => $"{diagnostic.Id} {tree.GetText().ToString(diagnostic.Location.SourceSpan)}")];
    }

    public void Dispose() => _workspace.Dispose();

    private Document Document() => _workspace.CurrentSolution.GetDocument(_policy)!;

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
