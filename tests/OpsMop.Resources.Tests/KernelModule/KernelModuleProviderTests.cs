using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class KernelModuleProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/proc/modules", "br_netfilter 32768 0 - Live 0x0\nbridge 1 1 br_netfilter, Live 0x0\n")
        .WithFile("/proc/sys/kernel/osrelease", "6.1.0\n")
        .WithFile("/lib/modules/6.1.0/modules.builtin", "kernel/fs/ext4/ext4.ko\nkernel/crypto/crc32c-intel.ko\n")
        .WithFile("/lib/modules/6.1.0/modules.dep", "kernel/net/nf_conntrack.ko.xz: kernel/lib/x.ko.xz\nkernel/drivers/pcspkr.ko.xz:\n")
        .WithDirectory("/etc/modules-load.d")
        .WithDirectory("/etc/modprobe.d");

    private readonly Bench _bench;

    public KernelModuleProviderTests()
    {
        _system
            .WithProcess("modprobe *", request =>
            {
                _system.WithFile("/proc/modules", request.Arguments[1] == "--remove" ? "" : $"{request.Arguments[1]} 1 0 - Live 0x0\n");
                return ProcessResult.Success;
            })
            .WithProcess("modprobe --dry-run *", ProcessResult.Success);
        _bench = new Bench(_system);
    }

    [Fact]
    public async Task A_module_is_loaded_now_and_at_boot_with_its_parameters()
    {
        Assert.Equal(
            ["create: /etc/modules-load.d/nf_conntrack.conf 0644 root:root", "create: /etc/modprobe.d/nf_conntrack.conf 0644 root:root", "load: hashsize=4096"],
            await _bench.ConvergeAsync(host => host.KernelModule("nf_conntrack").Parameters("hashsize=4096")));
        Assert.Equal("options nf_conntrack hashsize=4096\n", await TextAsync("/etc/modprobe.d/nf_conntrack.conf"));
        Assert.Equal("run modprobe nf_conntrack", _system.Effects[^1]);
        await _bench.ConvergeAsync(host => host.KernelModule("nf_conntrack").Parameters("hashsize=8192"));
        Assert.Empty(_bench.Messages);
    }

    [Theory]
    [InlineData("br-netfilter")]
    [InlineData("bridge")]
    [InlineData("ext4")]
    [InlineData("crc32c_intel")]
    public async Task What_is_loaded_or_built_in_is_left_alone(string name) => Assert.Empty(await _bench.ApplyAsync(host => host.KernelModule(name).LiveOnly()));

    [Fact]
    public async Task Parameters_of_a_loaded_module_wait_for_the_next_boot()
    {
        await _bench.ApplyAsync(host => host.KernelModule("bridge").Parameters("x=1"));
        Assert.Contains("loaded anew", Assert.Single(_bench.Messages));
    }

    [Fact]
    public async Task A_blacklisted_one_is_unloaded_and_kept_away()
    {
        _system.WithFile("/etc/modules-load.d/bridge.conf", "bridge\n");
        await _bench.ConvergeAsync(host => host.KernelModule("bridge").Blacklisted());
        Assert.Equal("blacklist bridge\ninstall bridge /bin/false\n", await TextAsync("/etc/modprobe.d/bridge.conf"));
        Assert.Equal("run modprobe --remove bridge", _system.Effects[^1]);

        // And back.
        Assert.Equal(
            ["create: /etc/modules-load.d/bridge.conf 0644 root:root", "delete: a file, 43 bytes →", "load: bridge"], await _bench.ConvergeAsync(host => host.KernelModule("bridge")));
    }

    [Fact]
    public async Task An_absent_one_goes_and_what_others_wrote_stays()
    {
        _system.WithFile("/etc/modprobe.d/bridge.conf", "options bridge y=1\n");
        await _bench.ConvergeAsync(host => host.KernelModule("bridge"));
        Assert.Equal("options bridge y=1\n", await TextAsync("/etc/modprobe.d/bridge.conf"));
        Assert.Equal(
            ["delete: a file, 7 bytes →", "delete: a file, 19 bytes →", "unload: bridge →"], await _bench.ConvergeAsync(host => host.KernelModule("bridge").Absent()));
        Assert.Contains("built into the kernel", await _bench.FailureAsync(host => host.KernelModule("ext4").Absent()));
    }

    [Fact]
    public async Task What_cannot_be_loaded_is_told()
    {
        _system.WithProcess("modprobe --dry-run *", new ProcessResult(1, "", "modprobe: FATAL: Module pcspk not found\n"));
        Assert.Contains("Did you mean 'pcspkr'?", await _bench.FailureAsync(host => host.KernelModule("pcspk").LiveOnly()));
        await _system.DeleteAsync("/lib", recursive: true);
        Assert.Contains("In a container", await _bench.FailureAsync(host => host.KernelModule("pcspkr").LiveOnly()));
        _system.WithProcess("modprobe --dry-run *", new ProcessResult(ProcessResult.NotFound, "", ""));
        Assert.Contains("host.Package(\"kmod\")", await _bench.FailureAsync(host => host.KernelModule("pcspkr").LiveOnly()));
    }

    [Fact]
    public async Task For_the_next_boot_nothing_is_loaded_and_no_program_is_needed()
    {
        await _system.DeleteAsync("/etc/modprobe.d");
        await _bench.ConvergeAsync(host => host.KernelModule("wireguard").Parameters("x=1").PersistOnly());
        Assert.DoesNotContain(_system.Effects, effect => effect.StartsWith("run ", StringComparison.Ordinal));
        Assert.Empty(_system.Queries);
    }

    private async Task<string> TextAsync(string path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
