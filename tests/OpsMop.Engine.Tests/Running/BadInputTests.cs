using System.Text;
using OpsMop.Engine.Events;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Running;

/// <summary>What goes wrong on a real machine, as the operator is told of it: what, where and what to do, and nothing is lost.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TestRun _run = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_directory_where_a_file_should_be_is_named_with_the_remedy_and_left_alone()
    {
        Directory.CreateDirectory((_folder / "x/full").Value);

        Assert.Contains("is a directory, not a file", await FailureAsync(host => host.File(_folder / "x").Content("x").Mode("0644")), StringComparison.Ordinal);
        Assert.True(Directory.Exists((_folder / "x/full").Value));
    }

    [Fact]
    public async Task A_dangling_link_in_the_place_of_a_file_is_replaced_by_it()
    {
        File.CreateSymbolicLink((_folder / "x").Value, "/nowhere/at/all");

        var finished = await ApplyAsync(host => host.File(_folder / "x").Content("x").Mode("0644"));

        Assert.Equal(0, finished.Failed);
        Assert.Null(new FileInfo((_folder / "x").Value).LinkTarget);
        Assert.False(Directory.Exists("/nowhere"));
    }

    [Fact]
    public async Task A_dangling_link_in_the_middle_of_a_path_is_a_missing_directory()
    {
        File.CreateSymbolicLink((_folder / "folder").Value, "/nowhere/at/all");

        Assert.Contains("does not exist", await FailureAsync(host => host.File(_folder / "folder/x").Content("x").Mode("0644")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_utf_8_is_replaced_and_kept_and_its_diff_says_that_it_is_binary()
    {
        await File.WriteAllBytesAsync((_folder / "x").Value, [0xff, 0xfe, 0x00, 0x80]);

        var finished = await ApplyAsync(host => host.File(_folder / "x").Content("text").Mode("0644"));

        Assert.Equal((1, 0), (finished.Changed, finished.Failed));
        Assert.Contains("binary", _run.Events.OfType<ResourceFinished>().Single().Changes[0].Diff, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_ignores_sigterm_is_ended_when_its_time_is_up()
    {
        var reason = await FailureAsync(host => host.Shell($"trap '' TERM; echo began; sleep 60 & wait; sleep 60").Timeout("300ms"));

        Assert.Contains("0.3 s", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_megabytes_of_output_are_read_and_cut_in_the_middle()
    {
        _run.Verbose = true;
        var finished = await ApplyAsync(host => host.Shell($"echo first; head -c 100000000 /dev/zero | tr '\\0' x; echo; echo last").Timeout("60s"));

        Assert.Equal(0, finished.Failed);
        var output = _run.Events.OfType<ResourceFinished>().Single().Output!;
        Assert.InRange(Encoding.UTF8.GetByteCount(output), 1 << 19, 2 << 20);
        Assert.StartsWith("first\n", output, StringComparison.Ordinal);
        Assert.EndsWith("last\n", output, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task A_full_disk_leaves_the_old_file_and_says_so()
    {
        using var full = await MountedFolder.MountAsync(_folder.Path, "-t", "tmpfs", "-o", "size=64k", "tmpfs");
        await File.WriteAllTextAsync((_folder / "x").Value, "old");

        var reason = await FailureAsync(host => host.File(_folder / "x").Content(new string('x', 200_000)).Mode("0644"));

        Assert.Contains("space", reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("old", await File.ReadAllTextAsync((_folder / "x").Value));
        Assert.Equal(["x"], _folder.Names);
    }

    [RootFact]
    public async Task A_file_system_that_is_read_only_is_named()
    {
        using var mounted = await MountedFolder.MountAsync(_folder.Path, "-t", "tmpfs", "-o", "ro", "tmpfs");

        Assert.Contains("read-only", await FailureAsync(host => host.File(_folder / "x").Content("x").Mode("0644")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_source_file_that_is_not_there_is_found_before_anything_runs()
    {
        var findings = await _run.ValidateAsync(host => host.File(_folder / "x").Source("files/missing.conf").Mode("0644"));

        var finding = Assert.Single(findings);
        Assert.Equal("OPM2009", finding.Id);
        Assert.Contains("files/missing.conf", finding.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _run.Dispose();
        _folder.Dispose();
    }

    private Task<RunFinished> ApplyAsync(Action<Host> define) => _run.ApplyAsync(new InlinePolicy(define), new LocalSystem());

    private async Task<string> FailureAsync(Action<Host> define)
    {
        var finished = await ApplyAsync(define);
        Assert.Equal(1, finished.Failed);
        var failed = _run.Events.OfType<ResourceFinished>().Single(told => told.Status == OutcomeStatus.Failed);
        Assert.EndsWith("BadInputTests.cs", failed.File, StringComparison.Ordinal);
        return failed.Reason!;
    }
}
