using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators.Tests;

/// <summary>A project of a user, compiled as the user's compiler does it: C# 12, documentation file, every warning.</summary>
internal sealed class Generated
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "OpsMop.Abstractions.dll" or "OpsMop.Templates.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private Generated(CSharpCompilation source, GeneratorDriver driver, Compilation output)
    {
        Source = source;
        Driver = driver;
        Output = output;
    }

    public CSharpCompilation Source { get; }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    public IEnumerable<string> HintNames => Result.GeneratedSources.Select(source => source.HintName);

    /// <summary>What the compiler says, without what the tests' own sources lack.</summary>
    public IReadOnlyList<string> Messages => [.. Output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic.Id == "CS1591" && !IsGenerated(diagnostic)))
        .Select(diagnostic => diagnostic.ToString())];

    public static CSharpCompilation Compile(IEnumerable<string> sources, string name = "Contoso", params MetadataReference[] more) =>
        CSharpCompilation.Create(
            name,
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/src/File{index}.cs")),
            s_references.AddRange(more),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, allowUnsafe: false));

    public static Generated From(params string[] sources) => From(Compile(sources));

    public static Generated From(CSharpCompilation source, IEnumerable<(string Path, string Text)>? files = null)
    {
        var driver = NewDriver(files).RunGeneratorsAndUpdateCompilation(source, out var output, out _);
        return new Generated(source, driver, output);
    }

    /// <param name="files">Templates, by path below the project's folder; those of the sample where not given.</param>
    public static GeneratorDriver NewDriver(IEnumerable<(string Path, string Text)>? files = null) => CSharpGeneratorDriver.Create(
        [new OpsMopGenerator().AsSourceGenerator()],
        (files ?? Sample.TemplateFiles).Select(static file => (AdditionalText)new TemplateText("/src/" + file.Path, file.Text)),
        ParseOptions,
        new ProjectOptions(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated file whose name begins so.</summary>
    public string File(string start) => Result.GeneratedSources.Single(source => source.HintName.StartsWith(start, StringComparison.Ordinal)).SourceText.ToString();

    public Generated ShouldCompile()
    {
        Assert.True(Messages.Count == 0, string.Join("\n", Messages));
        return this;
    }

    public MetadataReference Reference() => MetadataReference.CreateFromImage(Emit());

    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }

    public Assembly Load(params byte[][] references)
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        foreach (var reference in references)
        {
            context.LoadFromStream(new MemoryStream(reference));
        }

        context.Resolving += static (loader, name) => loader.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name.Name)
            ?? AssemblyLoadContext.Default.LoadFromAssemblyName(name);
        return context.LoadFromStream(new MemoryStream(Emit()));
    }

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
