using System.Text;
using OpsMop.CommandLine.Output;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests;

/// <summary>The command line in process, with the sample policy.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("aply", "There is no verb 'aply'. Did you mean 'apply'?")]
    [InlineData("pusj", "There is no verb 'pusj'. Did you mean 'push'?")]
    [InlineData("plan --verbos", "There is no option '--verbos' for plan. Did you mean '--verbose'?")]
    [InlineData("apply --detailed-exitcode", "There is no option '--detailed-exitcode' for apply. It belongs to plan.")]
    [InlineData("plan now", "'now' is one argument too many for plan.")]
    [InlineData("plan --output jsn", "--output jsn: it is one of text, json. Did you mean 'json'?")]
    [InlineData("graph --format svg", "--format svg: it is one of text, mermaid, dot.")]
    [InlineData("plan --set", "Required argument missing for option: '--set'.")]
    [InlineData("plan --set message", "--set message: write --set role.variable=value, or --set variable=value for a variable of the policy.")]
    [InlineData("plan --seed many", "Cannot parse argument 'many' for option '--seed'")]
    [InlineData("", "A verb is missing: validate, plan, apply, push, exec, inventory, publish, graph, facts or docs.")]
    public async Task A_wrong_command_line_exits_with_64_and_says_what_was_meant(string args, string message)
    {
        var (code, output, error) = await RunAsync(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((64, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("plan --set greting.message=x", "error OPM6001: --set greting.message: the policy has no role 'greting'. Did you mean 'greeting'?")]
    [InlineData("plan --set greeting.mesage=x", "error OPM6002: --set greeting.mesage: role 'greeting' has no variable 'mesage'. Did you mean 'message'?")]
    [InlineData("apply --set greeting.times=often", "error OPM6004: --set greeting.times: ")]
    [InlineData("validate --set trouble.is-invalid=true", "/policy/Trouble.cs(31): error OPM2004: ")]
    [InlineData("graph --set trouble.throws=true", "/policy/Trouble.cs(36): error OPM2018: ")]
    [InlineData("plan --set @missing.yaml", "missing.yaml: error OPM6006: The data file does not exist.")]
    public async Task An_invalid_policy_exits_with_65_as_a_compiler_would_tell_it(string args, string message)
    {
        var (code, output, error) = await RunAsync(args.Split(' '));

        Assert.Equal((65, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_policy_is_findings_in_json()
    {
        var (code, output, error) = await RunAsync("plan", "--output", "json", "--set", "trouble.is-invalid=true");

        Assert.Equal((65, ""), (code, error));
        var finding = Assert.IsType<FindingReported>(EventJson.Read(output.TrimEnd()));
        Assert.Equal(("OPM2004", true, "/policy/Trouble.cs", 31), (finding.Id, finding.IsError, finding.File, finding.Line));
    }

    [Fact]
    public async Task Plan_apply_and_apply_again()
    {
        var (code, output, _) = await RunAsync("plan", "--detailed-exitcode");
        Assert.Equal(2, code);
        Assert.Contains("would change  File[", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "out/greeting")));

        (code, output, _) = await RunAsync("apply");
        Assert.Equal(0, code);
        Assert.Contains("\n3 changed, 1 unchanged, 0 failed, 0 skipped, 0 unknown in ", output, StringComparison.Ordinal);
        Assert.Equal("Hello\n", await File.ReadAllTextAsync(Path.Combine(_folder, "out/greeting")));

        (code, output, _) = await RunAsync("plan", "--detailed-exitcode");
        Assert.Equal(0, code);
        Assert.Contains("0 would change, 3 unchanged, ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_file_sets_variables_and_what_follows_it_wins()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "site.yaml"), $"folder: {_folder}/other\ngreeting:\n  message: Moin\n  times: 2\n");

        var (code, output, error) = await RunAsync("apply", "--set", "@site.yaml", "--set", "greeting.times=3");

        Assert.True(code == 0, output + error);
        Assert.Equal("Moin\nMoin\nMoin\n", await File.ReadAllTextAsync(Path.Combine(_folder, "other/greeting")));
    }

    [Fact]
    public async Task A_fault_in_a_data_file_has_its_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "site.yaml"), "greeting:\n  message: Moin\n  times: often\n");
        var (code, _, error) = await RunAsync("plan", "--set", "@site.yaml");
        Assert.Equal(65, code);
        Assert.StartsWith("site.yaml(3): error OPM6004: ", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_folder, "site.yaml"), "greeting:\n  message: [Moin\n");
        (code, _, error) = await RunAsync("plan", "--set", "@site.yaml");
        Assert.Equal(65, code);
        Assert.StartsWith("site.yaml(", error, StringComparison.Ordinal);
        Assert.Contains("): error OPM6006: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_exits_with_1_and_shows_what_the_command_said()
    {
        var (code, output, _) = await RunAsync("apply", "--set", "trouble.fails=true");

        Assert.Equal(1, code);
        Assert.Contains("        some trouble\n", output, StringComparison.Ordinal);
        Assert.Contains("at /policy/Trouble.cs:25, role trouble, host ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_choose_resources()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "out"));
        var (code, output, _) = await RunAsync("apply", "--tags", "nothing,greeting");

        Assert.Equal(0, code);
        Assert.Contains("changed    File[", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Directory[", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_events_and_nothing_else_and_ends_with_the_run()
    {
        var (code, output, error) = await RunAsync("apply", "--output", "json");

        Assert.Equal((0, ""), (code, error));
        var events = output.TrimEnd('\n').Split('\n').Select(EventJson.Read).ToList();
        Assert.IsType<RunStarted>(events[0]);
        Assert.Equal(3, Assert.IsType<RunFinished>(events[^1]).Changed);
        Assert.Contains(events, happened => happened is HandlerStarted { Handler: "tell" });
    }

    [Fact]
    public async Task An_image_is_managed_below_its_root()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "image"));
        var (code, output, error) = await RunAsync("apply", "--root", "image", "--tags", "greeting", "--set", "folder=/");

        Assert.True(code == 0 || error.Length + output.Length > 0, output + error);
        Assert.True(File.Exists(Path.Combine(_folder, "image/greeting")), output + error);
    }

    [Fact]
    public async Task A_root_that_is_not_there_is_one_sentence()
    {
        var (code, output, error) = await RunAsync("plan", "--root", "nowhere");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("text", "1  Directory[")]
    [InlineData("mermaid", "flowchart TB\n")]
    [InlineData("dot", "digraph \"SamplePolicy\" {\n")]
    public async Task A_graph_is_drawn(string format, string part)
    {
        var (code, output, _) = await RunAsync("graph", "--format", format);

        Assert.Equal(0, code);
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_in_json_is_one_object()
    {
        var (_, output, _) = await RunAsync("graph", "--output", "json");

        using var graph = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal(4, graph.RootElement.GetProperty("resources").GetArrayLength());
        Assert.Equal("Notification", graph.RootElement.GetProperty("edges")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Facts_are_lines_or_one_json_object()
    {
        var (code, text, error) = await RunAsync("facts", "--seed", "7");
        Assert.True(code == 0, error);
        Assert.Contains("platform.system: linux\n", text, StringComparison.Ordinal);
        Assert.Contains("chaos.seed: 7\n", text, StringComparison.Ordinal);

        (_, text, _) = await RunAsync("facts", "--output", "json");
        using var facts = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal("linux", facts.RootElement.GetProperty("platform").GetProperty("system").GetString());
    }

    [Fact]
    public async Task Validate_lists_the_variables_when_it_is_verbose()
    {
        var (code, output, _) = await RunAsync("validate", "--verbose");

        Assert.Equal(0, code);
        Assert.Contains("  greeting.times    How often it is said. (whole number, default 1)\n", output, StringComparison.Ordinal);
        Assert.EndsWith("SamplePolicy is valid: 0 errors, 0 warnings\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("plan --help")]
    [InlineData("apply -h --set")]
    public async Task Help_exits_with_0(string args)
    {
        var (code, output, error) = await RunAsync(args.Split(' '));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Contains("The folder that everything is written below.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_looks_like_this()
    {
        var (_, output, _) = await RunAsync(() => new SamplePolicy(), "--help");
        Snapshot.Matches(output);
    }

    [Fact]
    public async Task A_fault_of_ours_shows_its_stack_only_when_it_is_verbose()
    {
        var fault = new Func<Policy>(() => new BrokenPolicy());
        var (code, _, error) = await RunAsync(fault, "plan");
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.StartsWith("This is a fault in OpsMop", error, StringComparison.Ordinal);

        (_, _, error) = await RunAsync(fault, "plan", "--verbose");
        Assert.Contains("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_created_is_a_sentence()
    {
        var (code, _, error) = await RunAsync(() => throw new InvalidOperationException("no luck"), "plan");

        Assert.Equal(65, code);
        Assert.Equal("The policy SamplePolicy cannot be created: its constructor threw InvalidOperationException: no luck\n", error);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        RunAsync(() => new SamplePolicy { Folder = Path.Combine(_folder, "out") }, args);

    private async Task<(int Code, string Output, string Error)> RunAsync(Func<Policy> create, params string[] args)
    {
        var stream = new MemoryStream();
        var error = new StringWriter();
        string[] state = args.Length > 0 && !args.Contains("--help") && args[^1] is not ("--set" or "-h") ? ["--state", Path.Combine(_folder, "state")] : [];
        var code = await Cli.RunAsync("SamplePolicy", create, [.. args, .. state], new Surroundings
        {
            Output = new OutputBuffer(stream),
            Error = error,
            CurrentDirectory = _folder,
            Program = "sample",
        });
        return (code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }

    private sealed class BrokenPolicy : Policy
    {
        public override ResourceRegistry Registry => throw new NotSupportedException("broken");

        public override IReadOnlyList<Variable> Variables => throw new NotSupportedException("broken");

        public override void Compose(Roles roles)
        {
        }
    }
}
