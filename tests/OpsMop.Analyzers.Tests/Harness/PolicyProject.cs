using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpsMop.Generators;

namespace OpsMop.Analyzers.Tests;

/// <summary>A project of a user, compiled as the user's compiler does it: with the generator, the analyzers and the usings that the package adds.</summary>
internal sealed class PolicyProject
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Every analyzer of the package.</summary>
    public static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(PolicyAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using OpsMop;
        """;

    private static readonly CSharpCompilation s_basis = CSharpCompilation.Create(
        "Contoso",
        [CSharpSyntaxTree.ParseText(Usings, ParseOptions, "/src/Usings.cs")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && ((name.StartsWith("System.", StringComparison.Ordinal) && name != "System.CommandLine.dll")
                    || name is "netstandard.dll" or "Microsoft.Win32.Primitives.dll" or "OpsMop.Abstractions.dll" or "OpsMop.Resources.dll" or "OpsMop.Templates.dll" or "OpsMop.Engine.dll" or "OpsMop.Cli.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    private readonly CSharpCompilation _source;
    private readonly AnalyzerOptions _options;

    private PolicyProject(CSharpCompilation source, AnalyzerOptions options)
    {
        _source = source;
        _options = options;
    }

    /// <summary>A project of these files. Which files its roles put in place, nobody knows.</summary>
    public static PolicyProject Of(params (string Path, string Text)[] files)
    {
        var isProgram = files.Any(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions).GetCompilationUnitRoot().Members.Any(member => member.IsKind(SyntaxKind.GlobalStatement)));
        return new(
            s_basis.AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path)))
                .WithOptions(isProgram ? s_basis.Options.WithOutputKind(OutputKind.ConsoleApplication) : s_basis.Options),
            Options(null));
    }

    /// <summary>The project with references to other assemblies.</summary>
    public PolicyProject With(params MetadataReference[] references) => new(_source.AddReferences(references), _options);

    /// <summary>The project with files that roles put in place, by their paths below the project's folder.</summary>
    public PolicyProject WithFiles(params string[] files) => new(_source, Options(files));

    /// <summary>The project with templates.</summary>
    /// <param name="templates">Their paths below the project's folder, and their texts.</param>
    public PolicyProject WithTemplates(params (string Path, string Text)[] templates) => new(
        _source,
        new AnalyzerOptions(
            _options.AdditionalFiles.AddRange(templates.Select(template => new ProjectFile("/src/" + template.Path, template.Text))),
            _options.AnalyzerConfigOptionsProvider));

    /// <summary>What compiler and analyzers say, in the order of the files and lines; suppressors have had their say.</summary>
    /// <param name="known">What to leave out: ids of the compiler that have nothing to do with the matter.</param>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(params string[] known)
    {
        var diagnostics = await Compile().WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(_options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync();
        return [.. diagnostics
            .Where(diagnostic => !diagnostic.IsSuppressed && diagnostic.Severity >= DiagnosticSeverity.Warning && !known.Contains(diagnostic.Id))
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>What OpsMop.targets tells the analyzers.</summary>
    private static AnalyzerOptions Options(string[]? files) => new(
        files is null ? [] : [new ProjectFile("/src/obj/OpsMopFiles.txt", string.Join('\n', files.Select(file => "/src/" + file).Prepend("/src")))],
        new BuildSettings(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["build_property.ProjectDir"] = "/src/", ["build_property.OpsMopCopyFiles"] = "" }));

    /// <summary>The project with what the generator writes.</summary>
    public Compilation Compile()
    {
        CSharpGeneratorDriver.Create([new OpsMopGenerator().AsSourceGenerator()], _options.AdditionalFiles, ParseOptions, _options.AnalyzerConfigOptionsProvider).RunGeneratorsAndUpdateCompilation(
            _source,
            out var output,
            out _);
        return output;
    }

    /// <summary>The project as an assembly that others refer to.</summary>
    /// <param name="name">The assembly's name: that of the project that refers to it is another.</param>
    public MetadataReference Reference(string name = "Contoso.Library")
    {
        using var stream = new MemoryStream();
        var result = new PolicyProject(_source.WithAssemblyName(name), _options).Compile().Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
