using System.Text.RegularExpressions;
using OpsMop.Building;

namespace OpsMop.Engine.Tests.Checking;

/// <summary>The program that the build runs, on the policies of this assembly.</summary>
public sealed partial class BuildCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void It_checks_the_policies_that_the_command_line_could_run()
    {
        var policies = new PolicyTypes(typeof(Asking).Assembly).Policies.ToDictionary(policy => policy.Name);

        Assert.Equal((true, true), (policies["Asking"].Loads, policies["Asking"].HasSample));
        Assert.Equal((false, false), (policies["Needy"].Loads, policies["Needy"].HasSample));
        Assert.Equal(["debian", "macos"], policies["Targeted"].Targets);
        Assert.DoesNotContain("InlinePolicy", policies.Keys);
        Assert.DoesNotContain("Unfinished", policies.Keys);
    }

    [Fact]
    public void What_has_no_line_of_its_own_is_reported_at_the_class()
    {
        var needy = new PolicyTypes(typeof(Asking).Assembly).Policies.Single(policy => policy.Name == "Needy").Locate();

        Assert.Equal("SampleRoles.cs", Path.GetFileName(needy.File));
        var lines = File.ReadAllLines(needy.File);
        Assert.Contains("class Needy", string.Join('\n', lines[(needy.Line - 8)..needy.Line]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_errors_as_a_compiler_does_and_sums_up_in_a_file()
    {
        var data = (_folder.Path / "site/environments/prod.yaml").Value;
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        await File.WriteAllTextAsync(data, "- a list\n");
        var file = (_folder.Path / "request").Value;
        await File.WriteAllLinesAsync(file, [$"assembly={typeof(Asking).Assembly.Location}", $"project={_folder.Path}/site/Site.csproj", $"report={_folder.Path}/report", "data=environments/prod.yaml", "file=ignored", "neither"]);
        using var output = new StringWriter();

        var code = await new BuildCheck(CheckRequest.Read(file), output, DateTime.UtcNow.Ticks).RunAsync();

        Assert.Equal(1, code);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"{data}(1): error OPM6006: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => Located().IsMatch(line) && line.EndsWith("error OPM2018: the policy Unmakeable cannot be created: no constructor of mine works (InvalidOperationException)", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Matches(@"^[^:]+(: (error|warning) OPM\d{4}|: note): ", line));
        Assert.Matches(@"^model checked in \d+\.\d\d s: \d+ policies on debian and macos, 1 data file; \d+ notes on what was not checked \(-v n shows them\)\n$", await File.ReadAllTextAsync((_folder.Path / "report").Value));
    }

    [Theory]
    [InlineData("./Web.cs", "/site/Web.cs")]
    [InlineData("Roles/Web.cs", "/site/Roles/Web.cs")]
    [InlineData("/_/src/X.cs", "/_/src/X.cs")]
    public void A_place_is_one_that_an_editor_finds(string known, string shown) =>
        Assert.Equal(shown, new CheckRequest("", "/site/Site.csproj", "", [], []).Full(known));

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"SampleRoles\.cs\(\d+\): ")]
    private static partial Regex Located();
}
