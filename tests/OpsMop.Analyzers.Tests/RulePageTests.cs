using System.Text;
using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers.Tests;

/// <summary><c>docs/rules</c> is written from the rules and their baselines; UPDATE_SNAPSHOTS=1 writes it, and a page that is stale fails here.</summary>
public sealed class RulePageTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Baseline.Folder, "..", "..", "..", "docs", "rules"));

    private const string Severities =
        """

        ## How severe they are

        The package brings three sets of severities, and a policy project chooses one:

        ```xml
        <PropertyGroup>
          <OpsMopRules>strict</OpsMopRules>
        </PropertyGroup>
        ```

        | set | |
        |---|---|
        | `recommended` | the severities above; what stands where nothing is chosen |
        | `strict` | warnings are errors too |
        | `none` | nothing is reported but errors of declarations: without them there would be errors in generated code that nobody wrote, or a variable that nobody reads |

        `.editorconfig` has the last word, for the whole project or for some of its files, as for any rule of the compiler:

        ```ini
        [*.cs]
        dotnet_diagnostic.OPM1008.severity = none

        [legacy/**.cs]
        dotnet_diagnostic.OPM2002.severity = suggestion
        ```

        One place is left alone with `#pragma warning disable OPM2002`, or with `[SuppressMessage("OpsMop.Policies", "OPM2002")]` on a member. What is an error of the policy the model
        check and the run still refuse: they read no severities. A library of types references `OpsMop.Abstractions` and has no sets; its `.editorconfig` does the same.

        A project that does not use OpsMop pays for one question: whether it does.

        """;

    public static TheoryData<string> Ids => [.. Pages().Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_of_each_rule_is_as_the_rule_says(string id)
    {
        Directory.CreateDirectory(s_folder);
        Snapshot.MatchesFile(Page(Pages().Single(rule => rule.Id == id)), Path.Combine(s_folder, id + ".md"));
    }

    [Fact]
    public void The_index_names_every_rule()
    {
        var index = new StringBuilder("# Rules\n\nWhat the gate says of a policy, by id. The id says what is wrong, whoever finds it: an analyzer, the model check or the run.\n");
        foreach (var group in Pages().GroupBy(rule => rule.Category).OrderBy(group => group.Min(rule => rule.Id), StringComparer.Ordinal))
        {
            index.Append($"\n## {group.Key["OpsMop.".Length..]}\n\n| rule | | severity | found by |\n|---|---|---|---|\n");
            foreach (var rule in group)
            {
                index.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {Severity(rule)} | {FoundBy(rule)} |\n");
            }
        }

        index.Append(Severities);
        Snapshot.MatchesFile(index.ToString(), Path.Combine(s_folder, "README.md"));
    }

    [Fact]
    public void There_is_no_page_without_a_rule() =>
        Assert.Empty(Directory.EnumerateFiles(s_folder).Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "README").Except(Pages().Select(rule => rule.Id)));

    [Fact]
    public void The_help_link_of_each_rule_leads_to_its_page() =>
        Assert.All(Pages(), rule => Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal));

    [Fact]
    public void Each_rule_has_one_title_and_one_severity() =>
        Assert.Empty(Pages().GroupBy(rule => rule.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    private static IEnumerable<DiagnosticDescriptor> Pages() => Baseline.Rules.Concat(CheckedLater.Rules).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    private static string Page(DiagnosticDescriptor rule)
    {
        var page = new StringBuilder($"# {rule.Id}: {rule.Title}\n\n{Severity(rule)} · found by {FoundBy(rule)}\n\n{rule.Description.ToString().Trim()}\n");
        if (File.Exists(Baseline.PathOf(rule.Id, "wrong.verified.txt")))
        {
            page.Append($"\n## Wrong\n\n{Block("csharp", "wrong.verified.txt")}{Template("wrong", "wrong.j2.verified.txt")}\n## Right\n\n{Block("csharp", "right.cs")}{Template("right", "right.j2")}");
        }

        page.Append($"\n## Severity\n\n```ini\n# .editorconfig\n[*.cs]\ndotnet_diagnostic.{rule.Id}.severity = none\n```\n");
        return page.ToString();

        string Block(string language, string file) => $"```{language}\n{Code(Baseline.PathOf(rule.Id, file))}\n```\n";

        string Template(string part, string file) =>
            Baseline.TemplateOf(Baseline.PathOf(rule.Id, part + ".cs")) is { Path: var path } ? $"\n`{path}`:\n\n{Block("jinja", file)}" : "";
    }

    private static string Code(string file) => string.Join('\n', File.ReadAllText(file).ReplaceLineEndings("\n").Trim().Split('\n')
        .SkipWhile(line => line.StartsWith("// file: ", StringComparison.Ordinal) || line.StartsWith("// template: ", StringComparison.Ordinal)));

    private static string Severity(DiagnosticDescriptor rule) => rule.DefaultSeverity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string FoundBy(DiagnosticDescriptor rule) =>
        CheckedLater.Rules.Contains(rule) ? "the model check and the run"
        : CheckedLater.AlsoAtRunTime.Contains(rule.Id) ? "the compiler, the model check and the run"
        : "the compiler";
}
