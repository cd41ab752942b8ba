using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SwapProviderTests
{
    private const string Head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    private readonly MemorySystem _system = new MemorySystem().WithFile("/etc/fstab", "# table\n").WithFile("/proc/swaps", Head)
        .WithProcess("mkswap *", ProcessResult.Success).WithProcess("blkid *", new ProcessResult(0, "swap\n", ""));

    private readonly Bench _bench;

    public SwapProviderTests()
    {
        _system
            .WithProcess("dd *", request =>
            {
                var count = int.Parse(request.Arguments[4]["count=".Length..]);
                _system.WithFile(request.Arguments[2]["of=".Length..], new byte[count * 1024 * 1024], "0600");
                return ProcessResult.Success;
            })
            .WithProcess("swapon *", request =>
            {
                _system.WithFile("/proc/swaps", $"{Head}{request.Arguments[^1]} file 1020 0 {(request.Arguments.Count > 2 ? request.Arguments[2] : "-2")}\n");
                return ProcessResult.Success;
            })
            .WithProcess("swapoff *", _ =>
            {
                _system.WithFile("/proc/swaps", Head);
                return ProcessResult.Success;
            });
        _bench = new Bench(_system);
    }

    [Fact]
    public async Task A_file_is_filled_signed_and_used()
    {
        Assert.Equal(
            ["create: 1M 0600", "mkswap: /swapfile", "write line: /swapfile none swap pri=5 0 0", "swapon: priority 5"],
            await _bench.ConvergeAsync(host => host.Swap("/swapfile").Size("1M").Priority(5)));
        Assert.Equal(
            [
                "write /swapfile 0600 root:root", "run dd if=/dev/zero of=/swapfile bs=1M count=1 conv=notrunc,fsync", "run mkswap /swapfile", "write /etc/fstab 0644 root:root",
                "run swapon --priority 5 /swapfile",
            ],
            _system.Effects);
    }

    [Fact]
    public async Task Another_size_and_another_priority_take_it_out_of_use_first()
    {
        await _bench.ConvergeAsync(host => host.Swap("/swapfile").Size("1M"));
        Assert.Equal(
            ["swapoff: priority -2 →", "resize: 1048 kB → 2M 0600", "mkswap: /swapfile", "swapon: /swapfile"],
            (await _bench.ConvergeAsync(host => host.Swap("/swapfile").Size("2M"))).Select(line => line.Replace("1048576 bytes", "1048 kB", StringComparison.Ordinal)));
        Assert.Equal(
            ["write line: /swapfile none swap sw 0 0 → /swapfile none swap pri=7 0 0", "swapoff: priority -2 →", "swapon: priority 7"],
            await _bench.ConvergeAsync(host => host.Swap("/swapfile").Size("2M").Priority(7)));
    }

    [Fact]
    public async Task An_absent_one_goes_with_its_file()
    {
        await _bench.ConvergeAsync(host => host.Swap("/swapfile").Size("1M"));
        Assert.Equal(
            ["swapoff: priority -2 →", "remove line: /swapfile none swap sw 0 0 →", "delete: a file, 1048 kB →"], await _bench.ConvergeAsync(host => host.Swap("/swapfile").Absent()));
        Assert.Equal("# table\n", Encoding.UTF8.GetString((await _system.ReadAsync("/etc/fstab")).Span));
    }

    [Fact]
    public async Task What_holds_something_else_is_never_overwritten()
    {
        _system.WithFile("/dev/sdb2", "").WithProcess("blkid *", new ProcessResult(0, "ext4\n", ""));
        Assert.Contains("holds ext4", await _bench.FailureAsync(host => host.Swap("/dev/sdb2")));
        _system.WithProcess("blkid *", new ProcessResult(2, "", ""));
        Assert.Equal("mkswap: /dev/sdb2", (await _bench.ApplyAsync(host => host.Swap("/dev/sdb2")))[1]);
    }

    [Fact]
    public async Task A_full_disk_is_left_as_it_was()
    {
        _system.WithProcess("dd *", new ProcessResult(1, "", "dd: No space left on device\n"));
        Assert.Contains("No space left", await _bench.FailureAsync(host => host.Swap("/swapfile").Size("1M")));
        Assert.Null(await _system.StatAsync("/swapfile"));
    }

    [Fact]
    public async Task A_kernel_that_refuses_is_explained()
    {
        _system.WithProcess("swapon *", new ProcessResult(255, "", "swapon: /swapfile: swapon failed: Invalid argument\n"));
        Assert.Contains(".InFstabOnly()", await _bench.FailureAsync(host => host.Swap("/swapfile").Size("1M")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Swap("/swapfile").Size("1M").InFstabOnly()));
        Assert.Contains("Give .Size", await _bench.FailureAsync(host => host.Swap("/dev/no")));
    }
}
