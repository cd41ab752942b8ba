using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpsMop.Analyzers.Tests;

/// <summary>
/// The sets of severities that the package brings (<c>src/OpsMop/build/rules</c>), written from the rules: UPDATE_SNAPSHOTS=1 writes them, and one that is
/// stale fails here.
/// They and .editorconfig are applied as the compiler applies them.
/// </summary>
public sealed class RuleSetTests
{
    /// <summary>A constraint that names nothing, a property without documentation, and properties that exclude each other.</summary>
    private const string Policy =
        """
        /// <summary>A note.</summary>
        [ResourceType("note")]
        public sealed partial class Note : Resource
        {
            [Key, Needs("Nothing")] public string Id { get; }
        }

        public sealed partial class Site : Role
        {
            public override void Define(Host host) => host.File("/x").Content("a").Source("b").Mode("0644");
        }
        """;

    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Baseline.Folder, "..", "..", "..", "src", "OpsMop", "build", "rules"));

    [Theory]
    [InlineData("recommended", "What the rules say themselves.")]
    [InlineData("strict", "Warnings are errors.")]
    [InlineData("none", "Nothing but errors of declarations, which the generated code needs.")]
    public void Each_set_is_as_the_rules_say(string name, string summary)
    {
        var text = new StringBuilder($"# {summary} Written from the rules by RuleSetTests (UPDATE_SNAPSHOTS=1).\nis_global = true\nglobal_level = -50\n");
        foreach (var rule in Baseline.Rules)
        {
            text.Append($"dotnet_diagnostic.{rule.Id}.severity = {SeverityIn(name, rule)}\n");
        }

        Directory.CreateDirectory(s_folder);
        Snapshot.MatchesFile(text.ToString(), PathOf(name));
    }

    [Fact]
    public async Task Without_a_set_and_with_the_recommended_one_the_rules_decide()
    {
        string[] expected = ["OPM1005 Error", "OPM1008 Warning", "OPM2001 Error"];
        Assert.Equal(expected, await FindAsync());
        Assert.Equal(expected, await FindAsync(Set("recommended")));
    }

    [Fact]
    public async Task Under_strict_a_warning_is_an_error() =>
        Assert.Equal(["OPM1005 Error", "OPM1008 Error", "OPM2001 Error"], await FindAsync(Set("strict")));

    [Fact]
    public async Task Under_none_there_are_errors_of_declarations_only() =>
        Assert.Equal(["OPM1005 Error"], await FindAsync(Set("none")));

    [Fact]
    public async Task Editorconfig_has_the_last_word() =>
        Assert.Equal(
            ["OPM1008 Error", "OPM2001 Warning"],
            await FindAsync(
                Set("strict"),
                ("/src/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.OPM1005.severity = none\ndotnet_diagnostic.OPM2001.severity = warning\n[other/**.cs]\ndotnet_diagnostic.OPM1008.severity = none\n")));

    [Fact]
    public async Task Editorconfig_works_without_a_set() =>
        Assert.Equal(
            ["OPM1005 Error"],
            await FindAsync(("/src/.editorconfig", "[*.cs]\ndotnet_diagnostic.OPM1008.severity = none\ndotnet_diagnostic.OPM2001.severity = none\n")));

    [Fact]
    public async Task A_global_config_of_the_user_wins_over_the_set() =>
        Assert.Equal(
            ["OPM1005 Error", "OPM2001 Error"],
            await FindAsync(Set("strict"), ("/src/.globalconfig", "is_global = true\ndotnet_diagnostic.OPM1008.severity = none\n")));

    private static string SeverityIn(string set, DiagnosticDescriptor rule) => (set, rule.DefaultSeverity) switch
    {
        ("strict", DiagnosticSeverity.Warning) => "error",
        ("none", _) when rule.Category != Category.Declarations || rule.DefaultSeverity != DiagnosticSeverity.Error => "none",
        (_, DiagnosticSeverity.Error) => "error",
        _ => "warning",
    };

    private static string PathOf(string set) => Path.Combine(s_folder, set + ".globalconfig");

    private static (string Path, string Text) Set(string name) => ("/packages/opsmop/build/rules/" + name + ".globalconfig", File.ReadAllText(PathOf(name)));

    private static async Task<IEnumerable<string>> FindAsync(params (string Path, string Text)[] configs)
    {
        var set = AnalyzerConfigSet.Create(configs.Select(config => AnalyzerConfig.Parse(config.Text, config.Path)).ToList(), out var faults);
        Assert.Empty(faults);
        var compilation = (CSharpCompilation)PolicyProject.Of(("/src/Policy.cs", Policy)).Compile();
        var diagnostics = await compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new ConfiguredSeverities(set)))
            .WithAnalyzers(PolicyProject.Analyzers)
            .GetAnalyzerDiagnosticsAsync();
        return diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => $"{diagnostic.Id} {diagnostic.Severity}").Order(StringComparer.Ordinal);
    }

    /// <summary>What the compiler makes of its configuration files.</summary>
    private sealed class ConfiguredSeverities(AnalyzerConfigSet set) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
