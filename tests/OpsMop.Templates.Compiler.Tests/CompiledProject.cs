using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OpsMop.Generators;

namespace OpsMop.Templates.Compiler.Tests;

/// <summary>A project of a user with templates, compiled as the user's compiler does it.</summary>
internal sealed class CompiledProject
{
    public const string Folder = "/project";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp12);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "OpsMop.Abstractions.dll" or "OpsMop.Templates.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private CompiledProject(Compilation output, GeneratorDriver driver, CSharpCompilation source)
    {
        Output = output;
        Driver = driver;
        Source = source;
    }

    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public CSharpCompilation Source { get; }

    /// <summary>What the compiler says of errors and of null, as <c>templates/main.j2(1,4): CS0103: …</c>.</summary>
    public IReadOnlyList<string> Messages =>
    [
        .. Output.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic =>
            {
                var line = diagnostic.Location.GetMappedLineSpan();
                string path = line.Path.StartsWith(Folder + "/", StringComparison.Ordinal) ? line.Path[(Folder.Length + 1)..] : line.Path;
                return $"{path}({line.StartLinePosition.Line + 1},{line.StartLinePosition.Character + 1}): {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
            }),
    ];

    public string Generated => string.Join("\n", Driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString()));

    /// <summary>A project with a class <c>Site</c>.</summary>
    /// <param name="members">The members of the class.</param>
    /// <param name="templates">The templates: names below <c>templates/</c>, and texts.</param>
    public static CompiledProject Of(string members, params (string Name, string Text)[] templates) => Of(members, "", templates);

    public static CompiledProject Of(string members, string types, params (string Name, string Text)[] templates) => OfFiles(
        [
            ("Site.cs", $$"""
            using System;
            using System.Collections.Generic;
            using OpsMop;
            namespace Contoso;
            public sealed partial class Site
            {
                {{members}}
            }
            {{types}}
            """),
        ],
        templates);

    /// <summary>A project of files.</summary>
    /// <param name="sources">The source files: names and texts.</param>
    /// <param name="templates">The templates: names below <c>templates/</c>, and texts.</param>
    public static CompiledProject OfFiles(IEnumerable<(string Name, string Code)> sources, IEnumerable<(string Name, string Text)> templates)
    {
        var source = CSharpCompilation.Create(
            "Contoso",
            sources.Select(static one => CSharpSyntaxTree.ParseText(one.Code, s_parse, $"{Folder}/{one.Name}")),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new OpsMopGenerator().AsSourceGenerator()],
            templates.Select(static template => (AdditionalText)new TemplateText($"{Folder}/templates/{template.Name}", template.Text)),
            s_parse,
            new ProjectOptions(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(source, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        return new CompiledProject(output, driver, source);
    }

    /// <summary>Calls a method of a new <c>Site</c> and gives its result as text.</summary>
    public string Render(string method, params object?[] arguments)
    {
        object? result = Call(method, arguments);
        return result is Text text ? text.Reveal() : (string)result!;
    }

    public object? Call(string method, params object?[] arguments)
    {
        Type type = Load(Output, () => Generated).GetType("Contoso.Site")!;
        try
        {
            return type.GetMethod(method)!.Invoke(Activator.CreateInstance(type), arguments);
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerException!).Throw();
            throw;
        }
    }

    public static Assembly Load(Compilation compilation, Func<string> more)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)) + more());
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream);
    }

    private sealed class TemplateText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class ProjectOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "build_property.projectdir" ? Folder + "/" : null;
                return value is not null;
            }
        }
    }
}
