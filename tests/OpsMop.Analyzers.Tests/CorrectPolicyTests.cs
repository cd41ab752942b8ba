namespace OpsMop.Analyzers.Tests;

/// <summary>Policies that are right and awkward: no rule may say anything of them, habits included.</summary>
public sealed class CorrectPolicyTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Baseline.Folder, "..", "Correct"));

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(s_folder, "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_correct_policy_raises_nothing(string file) =>
        Assert.Equal("", string.Join("\n", await Baseline.Project(Path.Combine(s_folder, file)).DiagnosticsAsync("CS1591")));
}
