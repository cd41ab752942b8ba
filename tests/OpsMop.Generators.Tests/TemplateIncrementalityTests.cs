using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators.Tests;

/// <summary>What an edit compiles again of a project with many templates.</summary>
public class TemplateIncrementalityTests
{
    private const int Many = 300;

    private const string Usings = "using System.Collections.Generic;\nusing OpsMop;\nnamespace Contoso;\n";

    private const string Unrelated = "namespace Unrelated; public class C { public int M() => 1; }";

    private const string Records = "namespace Contoso; public sealed record Upstream(string Host, int Port); public sealed record Mount(string Path);";

    private static readonly string s_site = Usings
        + "public partial class Site { public string Domain { get; set; } = \"\";\n"
        + string.Concat(Enumerable.Range(0, Many).Select(static i => $"[Template(\"templates/t{i}.j2\")] public partial Text T{i}({(i == 7 ? "Upstream" : "Mount")} it);\n"))
        + "}";

    [Fact]
    public void An_edit_of_one_template_of_many_compiles_that_one_and_the_registry()
    {
        var after = Edit([s_site, Records], Files(), ("templates/t42.j2", "new {{ it.path }}"));

        Assert.Equal(1, Count(after, "TemplateFiles", IncrementalStepRunReason.Modified));
        Assert.Equal(1, Count(after, "TemplateUnits", IncrementalStepRunReason.Modified));
        AssertCompiled(after, 1);
        Assert.Equal(2, Outputs(after).Count(static reason => reason == IncrementalStepRunReason.Modified));
        Assert.Contains("\"new \"", Source(after, "T42"), StringComparison.Ordinal);
        Assert.All(Reasons(after, "TemplateMethods"), static reason => Assert.True(IsSame(reason)));
    }

    [Fact]
    public void An_edit_of_unrelated_code_compiles_no_template()
    {
        var after = Edit([s_site, Records, Unrelated], Files(), code: (2, Unrelated.Replace("=> 1", "=> 2", StringComparison.Ordinal)));

        AssertCompiled(after, 0);
        Assert.All(Outputs(after), static reason => Assert.True(IsSame(reason)));
    }

    [Fact]
    public void An_edit_of_an_included_template_compiles_those_that_include_it()
    {
        List<(string, string)> files = [.. Files(), ("templates/parts/foot.j2", "old {{ domain }}")];
        files[3] = (files[3].Item1, "{% include 'parts/foot.j2' %}{{ it.path }}");
        files[4] = (files[4].Item1, "{% include 'parts/foot.j2' %}{{ it.path }}");
        files[5] = (files[5].Item1, "{% include 't4.j2' %}");
        var after = Edit([s_site, Records], files, ("templates/parts/foot.j2", "new {{ domain }}"));

        AssertCompiled(after, 3);
        Assert.Contains("\"new \"", Source(after, "T5"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_a_type_compiles_the_templates_that_reach_it()
    {
        var after = Edit([s_site, Records], Files(), code: (1, Records.Replace("int Port", "int Number", StringComparison.Ordinal)));

        Assert.Equal(1, Count(after, "TemplateUnits", IncrementalStepRunReason.Modified));
        AssertCompiled(after, 1);
    }

    [Fact]
    public void A_file_that_no_template_uses_compiles_none()
    {
        var after = Edit([s_site, Records], Files(), ("templates/readme.txt", "{{ nothing"));

        AssertCompiled(after, 0);
        Assert.All(Outputs(after), static reason => Assert.True(IsSame(reason)));
    }

    [Fact]
    public void A_template_that_appears_is_compiled_where_it_was_missed()
    {
        List<(string, string)> files = [.. Files()];
        files.RemoveAt(9);
        var after = Edit([s_site, Records], files, ("templates/t9.j2", "there {{ it.path }}"));

        AssertCompiled(after, 1);
        Assert.Contains("\"there \"", Source(after, "T9"), StringComparison.Ordinal);
    }

    private static List<(string Path, string Text)> Files() =>
        [.. Enumerable.Range(0, Many).Select(static i => ($"templates/t{i}.j2", i == 7 ? "{{ it.host }}" : $"{(i == 42 ? "old" : "text")} {{{{ it.path }}}}"))];

    /// <summary>Runs the generator, lets something be edited, and runs it again.</summary>
    /// <param name="sources">The code.</param>
    /// <param name="files">The templates.</param>
    /// <param name="template">A template's new text; one that was not there is added.</param>
    /// <param name="code">A source file's new text.</param>
    private static GeneratorRunResult Edit(
        string[] sources,
        IReadOnlyList<(string Path, string Text)> files,
        (string Path, string Text)? template = null,
        (int Index, string Text)? code = null)
    {
        var texts = files.Select(static file => new TemplateText("/src/" + file.Path, file.Text)).ToList();
        var source = Generated.Compile(sources);
        var driver = Generated.NewDriver([]).AddAdditionalTexts([.. texts]).RunGeneratorsAndUpdateCompilation(source, out var output, out _);
        Assert.Empty(output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.GetMessage().Contains("t9", StringComparison.Ordinal)));
        if (code is { } change)
        {
            var tree = source.SyntaxTrees[change.Index];
            source = source.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(change.Text, Generated.ParseOptions, tree.FilePath));
        }

        if (template is { } file)
        {
            var text = new TemplateText("/src/" + file.Path, file.Text);
            driver = texts.Find(one => one.Path == text.Path) is { } old ? driver.ReplaceAdditionalText(old, text) : driver.AddAdditionalTexts([text]);
        }

        return driver.RunGenerators(source).GetRunResult().Results.Single();
    }

    /// <summary>Asserts how many templates were compiled: what is cached the template compiler was not even asked for.</summary>
    private static void AssertCompiled(GeneratorRunResult result, int expected)
    {
        Assert.Equal(Many, Reasons(result, "CompiledTemplates").Count());
        Assert.Equal(Many - expected, Count(result, "CompiledTemplates", IncrementalStepRunReason.Cached));
    }

    private static bool IsSame(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static string Source(GeneratorRunResult result, string method) =>
        result.GeneratedSources.Single(source => source.SourceText.ToString().Contains($" {method}(global", StringComparison.Ordinal)).SourceText.ToString();

    private static int Count(GeneratorRunResult result, string step, IncrementalStepRunReason reason) => Reasons(result, step).Count(one => one == reason);

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason);
}
