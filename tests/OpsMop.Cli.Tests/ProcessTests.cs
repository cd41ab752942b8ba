using System.Diagnostics;
using System.Runtime.InteropServices;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests;

/// <summary>The sample policy as a process.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private const int SigInt = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-process-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ctrl_C_lets_the_running_change_end_and_says_where_it_stopped()
    {
        using var process = Start("apply", "--set", "trouble.sleep-seconds=2");
        await BegunAsync();
        Assert.Equal(0, Kill(process.Id, SigInt));
        var (code, output, error) = await EndAsync(process);

        Assert.Equal("stopping after the running change (Ctrl-C again to end it)\n", error);
        Assert.True(code == 1, output);
        Assert.Contains($"stopped before File[{_folder}/after]", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "slept")));
        Assert.False(File.Exists(Path.Combine(_folder, "after")));

        using var again = Start("apply", "--set", "trouble.sleep-seconds=2");
        (code, output, _) = await EndAsync(again);
        Assert.True(code == 0, output);
        Assert.True(File.Exists(Path.Combine(_folder, "after")));
    }

    [Fact]
    public async Task Ctrl_C_again_ends_the_running_change()
    {
        using var process = Start("apply", "--set", "trouble.sleep-seconds=30");
        await BegunAsync();
        Assert.Equal(0, Kill(process.Id, SigInt));
        await Task.Delay(400);
        Assert.Equal(0, Kill(process.Id, SigInt));
        var watch = Stopwatch.StartNew();
        var (code, output, _) = await EndAsync(process);

        Assert.True(code == 1, output);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");
        Assert.False(File.Exists(Path.Combine(_folder, "slept")));
    }

    [Fact]
    public async Task A_full_disk_behind_the_output_is_told()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" > /dev/full", Policy, "graph"]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("Output was lost: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_does_not_stop_an_apply()
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$0\" \"$@\" | true", Policy, "apply", "--set", $"folder={_folder}", "--state", $"{_folder}/state"]))!;
        await process.WaitForExitAsync();

        Assert.True(File.Exists(Path.Combine(_folder, "greeting")));
    }

    [RootFact]
    public async Task Who_may_not_write_or_read_is_told_so_by_path_with_the_remedy()
    {
        // The program is where nobody may run it, the folder where nobody may write.
        var program = Path.Combine(_folder, "program");
        var state = Path.Combine(_folder, "state-of-nobody");
        await ShellAsync($"cp -r '{AppContext.BaseDirectory}' '{program}'; chmod 755 '{_folder}'; mkdir -m 700 '{state}'; chown 65534 '{state}'");
        using (var refused = StartAsNobody("apply"))
        {
            var (code, output, error) = await EndAsync(refused);
            Assert.True(code == 1, output + error);
            Assert.Contains($"{_folder}/greeting", output, StringComparison.Ordinal);
            Assert.Contains("root", output, StringComparison.Ordinal);
        }

        await ShellAsync($"echo secret >'{_folder}/greeting'; chmod 400 '{_folder}/greeting'");
        using (var unreadable = StartAsNobody("plan"))
        {
            var (code, output, error) = await EndAsync(unreadable);
            Assert.True(code == 1, output + error);
            Assert.Contains($"{_folder}/greeting", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at OpsMop.", output + error, StringComparison.Ordinal);
        }

        static async Task ShellAsync(string script)
        {
            using var process = Process.Start("sh", ["-ec", script])!;
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }

        Process StartAsNobody(string verb) => Process.Start(new ProcessStartInfo(
            "setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", Path.Combine(program, "OpsMop.Cli.Tests.Policy"), verb, "--set", $"folder={_folder}", "--state", state])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task A_template_that_has_changed_beside_the_program_is_told_and_what_is_rendered_is_the_old_text(string verb)
    {
        var program = Path.Combine(_folder, "program");
        using (var copy = Process.Start("cp", ["-r", AppContext.BaseDirectory, program]))
        {
            await copy.WaitForExitAsync();
        }

        using (var unchanged = StartCopy())
        {
            Assert.Equal((0, ""), await EndAsync(unchanged) is var (unchangedCode, _, none) ? (unchangedCode, none) : default);
        }

        File.Delete(Path.Combine(_folder, "greeting"));
        await File.AppendAllTextAsync(Path.Combine(program, "templates", "greeting.j2"), "{{ edited }}");
        using (var changed = StartCopy())
        {
            var (code, output, error) = await EndAsync(changed);
            Assert.True(code == 0, output);
            Assert.Equal(
                $"{program}/templates/greeting.j2: warning OPM5008: templates/greeting.j2 has changed since this program was built from it; what is rendered is the old text. Build the policy again.\n",
                error);
        }

        if (verb == "apply")
        {
            Assert.Equal("Hello\n", await File.ReadAllTextAsync(Path.Combine(_folder, "greeting")));
        }

        using var json = StartCopy("--output", "json");
        var (_, events, quiet) = await EndAsync(json);
        Assert.Equal("", quiet);
        var finding = Assert.IsType<FindingReported>(EventJson.Read(events.Split('\n')[0]));
        Assert.Equal(("OPM5008", false, $"{program}/templates/greeting.j2"), (finding.Id, finding.IsError, finding.File));

        Process StartCopy(params string[] more) => Process.Start(new ProcessStartInfo(
            Path.Combine(program, "OpsMop.Cli.Tests.Policy"),
            [verb, "--set", $"folder={_folder}", "--set", "trouble.sleep-seconds=0", "--state", $"{_folder}/state", .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static string Policy => Path.Combine(AppContext.BaseDirectory, "OpsMop.Cli.Tests.Policy");

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static async Task<(int Code, string Output, string Error)> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        return (process.ExitCode, await output, await error);
    }

    private Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo(Policy, [.. args, "--set", $"folder={_folder}", "--state", $"{_folder}/state"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private async Task BegunAsync()
    {
        for (var i = 0; i < 300 && !File.Exists(Path.Combine(_folder, "begun")); i++)
        {
            await Task.Delay(50);
        }
    }
}
