using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SysctlProviderTests
{
    private const string Table = "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n22 21 0:5 / /proc rw - proc proc rw\n";

    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/proc/self/mountinfo", Table)
        .WithFile("/proc/sys/net/ipv4/ip_forward", "0\n")
        .WithFile("/proc/sys/net/ipv4/conf/eth0.100/forwarding", "0\n")
        .WithFile("/proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456\n")
        .WithDirectory("/etc/sysctl.d");

    private readonly Bench _bench;

    public SysctlProviderTests()
    {
        _system.WithProcess("sysctl -w *", request =>
        {
            var (name, value) = (request.Arguments[2].Split('=')[0], request.Arguments[2].Split('=')[1]);
            _system.WithFile("/proc/sys/" + name, value + "\n");
            return new ProcessResult(0, $"{name} = {value}\n", "");
        });
        _bench = new Bench(_system);
    }

    [Fact]
    public async Task A_value_is_set_now_and_kept()
    {
        _system.WithFile("/etc/sysctl.d/60-opsmop.conf", "# ours\nvm.swappiness = 10");
        Assert.Equal(["set: 0 → 1", "persist: 1"], await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.ip_forward").Value(1)));
        Assert.Equal("# ours\nvm.swappiness = 10\nnet.ipv4.ip_forward = 1\n", await TextAsync("/etc/sysctl.d/60-opsmop.conf"));
        Assert.Contains("run sysctl -w net/ipv4/ip_forward=1", _system.Effects);
    }

    [Theory]
    [InlineData("net.ipv4.conf.eth0/100.forwarding")]
    [InlineData("net/ipv4/conf/eth0.100/forwarding")]
    public async Task An_interface_may_have_dots(string name)
    {
        await _bench.ConvergeAsync(host => host.Sysctl(name).Value(1));
        Assert.Equal("net/ipv4/conf/eth0.100/forwarding = 1\n", await TextAsync("/etc/sysctl.d/60-opsmop.conf"));
    }

    [Fact]
    public async Task Blanks_make_no_difference_and_there_is_one_line()
    {
        _system.WithFile("/etc/sysctl.d/60-opsmop.conf", "net/ipv4/tcp_rmem=4096 131072   6291456\nnet.ipv4.tcp_rmem = 1 2 3\n");
        Assert.Equal(
            ["persist: 4096 131072   6291456, 1 2 3 → 4096 131072 6291456"], await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.tcp_rmem").Value("4096 131072 6291456")));
        Assert.Equal("net/ipv4/tcp_rmem=4096 131072   6291456\n", await TextAsync("/etc/sysctl.d/60-opsmop.conf"));
    }

    [Fact]
    public async Task An_absent_line_goes_and_the_value_stays()
    {
        _system.WithFile("/etc/sysctl.d/60-opsmop.conf", "net.ipv4.ip_forward = 1\n").WithFile("/etc/sysctl.d/70-x.conf", "# x\nnet.ipv4.ip_forward = 1\n");
        Assert.Equal(["remove line: net.ipv4.ip_forward = 1 →"], await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.ip_forward").Absent()));
        Assert.Null(await _system.StatAsync("/etc/sysctl.d/60-opsmop.conf"));
        await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.ip_forward").File("/etc/sysctl.d/70-x.conf").Absent());
        Assert.Equal("# x\n", await TextAsync("/etc/sysctl.d/70-x.conf"));
        Assert.Equal("0\n", await TextAsync("/proc/sys/net/ipv4/ip_forward"));
    }

    [Fact]
    public async Task Only_one_of_both_can_be_asked_for()
    {
        Assert.Equal(["set: 0 → 1"], await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.ip_forward").Value(1).LiveOnly()));
        Assert.Equal(["persist: 5"], await _bench.ConvergeAsync(host => host.Sysctl("kernel.panic").Value(5).PersistOnly()));
    }

    [Theory]
    [InlineData("net.ipv4.ip_foward", "Did you mean 'net.ipv4.ip_forward'?")]
    [InlineData("net.ipv5.ip_forward", "Did you mean 'net.ipv4.ip_forward'?")]
    [InlineData("net.bridge.bridge-nf-call-iptables", "host.KernelModule")]
    public async Task An_unknown_parameter_is_told(string name, string said) => Assert.Contains(said, await _bench.FailureAsync(host => host.Sysctl(name).Value(1)));

    [Fact]
    public async Task What_a_container_may_not_set_is_told_by_the_plan()
    {
        _system.WithFile("/proc/self/mountinfo", Table + "23 22 0:5 /sys /proc/sys ro - proc proc rw\n");
        Assert.Contains("mounted read-only", await _bench.FailureAsync(host => host.Sysctl("net.ipv4.ip_forward").Value(1)));
        _system.WithFile("/proc/self/mountinfo", Table).WithProcess("sysctl -w *", new ProcessResult(0, "", "sysctl: permission denied on key \"net.ipv4.ip_forward\"\n"));
        Assert.Contains("permission denied", await _bench.FailureAsync(host => host.Sysctl("net.ipv4.ip_forward").Value(1)));
    }

    [Fact]
    public async Task A_later_file_that_wins_is_told()
    {
        _system.WithFile("/etc/sysctl.d/99-sysctl.conf", "net.ipv4.ip_forward=0\n");
        await _bench.ConvergeAsync(host => host.Sysctl("net.ipv4.ip_forward").Value(1));
        Assert.Equal(["/etc/sysctl.d/99-sysctl.conf is read after /etc/sysctl.d/60-opsmop.conf and sets net.ipv4.ip_forward to 0: that is its value after the next boot."], _bench.Messages);
    }

    [Fact]
    public async Task A_parameter_of_a_module_that_is_loaded_above_is_planned()
    {
        _system.WithFile("/proc/modules", "").WithDirectory("/etc/modules-load.d").WithDirectory("/etc/modprobe.d").WithProcess("modprobe *", ProcessResult.Success);
        Assert.Equal(
            ["KernelModule[br_netfilter] create: /etc/modules-load.d/br_netfilter.conf 0644 root:root", "KernelModule[br_netfilter] load: br_netfilter", "Sysctl[net.bridge.bridge-nf-call-iptables] unknown"],
            await _bench.PlanAsync(host =>
            {
                host.KernelModule("br_netfilter");
                host.Sysctl("net.bridge.bridge-nf-call-iptables").Value(1);
            }));
    }

    private async Task<string> TextAsync(string path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
