namespace OpsMop.Analyzers.Tests;

/// <summary>
/// Every rule has a wrong policy, whose verified file shows it with the diagnostics under its lines, and a right one. They are the examples of the rule's page.
/// </summary>
public sealed class BaselineTests
{
    /// <summary>The compiler's own, which say the same and cannot be taken back.</summary>
    private static readonly string[] s_known = ["CS1591", "CS0260", "CS0534"];

    public static TheoryData<string> Ids => [.. Baseline.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_policy_of_each_rule_raises_it_and_nothing_else(string id)
    {
        var file = Baseline.PathOf(id, "wrong.cs");
        Assert.True(File.Exists(file), $"{file} is missing: a policy that breaks {id}, as the rule's page shows it.");
        var diagnostics = await Baseline.Project(file).DiagnosticsAsync(s_known);
        Snapshot.MatchesFile(Baseline.Annotate(File.ReadAllText(file), diagnostics.Where(found => !Baseline.IsInTemplate(found))), Baseline.PathOf(id, "wrong.verified.txt"));
        if (Baseline.TemplateOf(file) is { Text: var template })
        {
            Snapshot.MatchesFile(Baseline.Annotate(template, diagnostics.Where(Baseline.IsInTemplate)), Baseline.PathOf(id, "wrong.j2.verified.txt"));
        }

        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == id);
        Assert.All(diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_policy_of_each_rule_raises_nothing(string id)
    {
        var file = Baseline.PathOf(id, "right.cs");
        Assert.True(File.Exists(file), $"{file} is missing: the policy of {id}.wrong.cs as it should be.");
        Assert.Equal("", string.Join("\n", await Baseline.Project(file).DiagnosticsAsync(s_known)));
    }

    [Fact]
    public void Each_file_belongs_to_a_rule()
    {
        var ids = Baseline.Rules.Select(rule => rule.Id).ToHashSet();
        Assert.DoesNotContain(Directory.EnumerateFiles(Baseline.Folder).Select(Path.GetFileName), name => !ids.Contains(name!.Split('.')[0]));
    }
}
