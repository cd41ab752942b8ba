#pragma warning disable CA1416 // Tests run where the engine does.

using System.Text;
using OpsMop.CommandLine.Output;

namespace OpsMop.CommandLine.Tests;

/// <summary><c>plan --out FILE</c> and <c>apply FILE</c> with the sample policy.</summary>
public sealed class SavedPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-cli-plans-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_plan_is_saved_and_applied_once()
    {
        var (code, output, error) = await RunAsync("plan", "--out", "site.plan", "--detailed-exitcode");
        Assert.Equal(2, code);
        Assert.Contains("would change  File[", output, StringComparison.Ordinal);
        Assert.Contains("'apply site.plan' does what it says, and nothing else.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "site.plan")));

        (code, output, error) = await RunAsync("apply", "site.plan");
        Assert.True(code == 0, error);
        Assert.Contains("\n3 changed, 1 unchanged, 0 failed, ", output, StringComparison.Ordinal);

        (code, _, error) = await RunAsync("apply", "site.plan");
        Assert.Equal(65, code);
        Assert.Contains("has been applied to ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_the_host_no_longer_fits_exits_with_1_and_touches_nothing()
    {
        await RunAsync("plan", "--out", "site.plan");
        Directory.CreateDirectory(Path.Combine(_folder, "out"));

        var (code, output, _) = await RunAsync("apply", "site.plan");
        Assert.Equal(1, code);
        Assert.Contains("nothing was there then, there is a directory now. Make a new plan.", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder, "out")));
    }

    [Theory]
    [InlineData("apply missing.plan", "There is no plan ")]
    [InlineData("apply broken.plan", "broken.plan is no plan.")]
    [InlineData("apply site.plan --set greeting.message=other", "The plan was made with other variables of the role 'greeting'")]
    [InlineData("apply site.plan --tags web", "The plan was made without --tags")]
    public async Task A_plan_that_is_refused_as_a_whole_exits_with_65_and_touches_nothing(string args, string sentence)
    {
        await RunAsync("plan", "--out", "site.plan");
        await File.WriteAllTextAsync(Path.Combine(_folder, "broken.plan"), "hello");

        var (code, output, error) = await RunAsync(args.Split(' '));
        Assert.Equal((65, ""), (code, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public async Task A_plan_with_a_failure_in_it_is_not_saved()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "out"), "in the way");

        var (code, _, error) = await RunAsync("plan", "--out", "site.plan");
        Assert.Equal(1, code);
        Assert.Contains("The plan is not saved: there is a failure in it.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "site.plan")));
    }

    [Theory]
    [InlineData("apply one.plan two.plan", "'two.plan' is one argument too many for apply.")]
    [InlineData("apply --out x", "There is no option '--out' for apply. It belongs to plan.")]
    [InlineData("plan --out ", "--out needs a file.")]
    public async Task A_wrong_command_line_exits_with_64(string args, string sentence)
    {
        var (code, _, error) = await RunAsync(args.Split(' '));
        Assert.Equal(64, code);
        Assert.StartsWith(sentence, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var stream = new MemoryStream();
        var error = new StringWriter();
        var code = await Cli.RunAsync(
            "SamplePolicy",
            () => new SamplePolicy { Folder = Path.Combine(_folder, "out") },
            [.. args, "--state", Path.Combine(_folder, "state")],
            new Surroundings { Output = new OutputBuffer(stream), Error = error, CurrentDirectory = _folder, Program = "sample" });
        return (code, Encoding.UTF8.GetString(stream.ToArray()), error.ToString());
    }
}
