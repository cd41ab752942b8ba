using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class HostnameProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc").WithFile("/etc/hostname", "# ours\nold\n").WithFile("/proc/sys/kernel/hostname", "old\n");
    private readonly Bench _bench;

    public HostnameProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("hostname *", request =>
        {
            _system.WithFile("/proc/sys/kernel/hostname", request.Arguments[1] + "\n");
            return ProcessResult.Success;
        });
    }

    [Fact]
    public async Task The_name_changes_now_and_for_the_next_boot()
    {
        Assert.Equal(["set name: old → web1", "rename: old → web1"], await _bench.ConvergeAsync(host => host.Hostname("web1")));
        Assert.Equal(["write /etc/hostname 0644 root:root", "run hostname web1"], _system.Effects);
    }

    [Fact]
    public async Task The_pretty_name_stands_beside_what_else_is_known_of_the_machine()
    {
        _system.WithFile("/etc/machine-info", "CHASSIS=server\nPRETTY_HOSTNAME='x'");
        Assert.Equal(["set pretty name: x → Ann's \"$5\" host"], await _bench.ConvergeAsync(host => host.Hostname("old").Pretty("Ann's \"$5\" host")));
        Assert.Contains("CHASSIS=server\\nPRETTY_HOSTNAME=\\\"Ann's \\\\\\\"\\\\$5\\\\\\\" host\\\"\\n", _system.Describe());
        Assert.Equal(["set pretty name: Ann's \"$5\" host →"], await _bench.ConvergeAsync(host => host.Hostname("old").Pretty("")));
    }

    [Fact]
    public async Task Where_there_is_no_hostname_program_systemd_renames_and_an_image_has_no_kernel()
    {
        _system.WithProcess("hostname *", new ProcessResult(ProcessResult.NotFound, "", "")).WithProcess("hostnamectl *", ProcessResult.Success);
        await _bench.ApplyAsync(host => host.Hostname("web1"));
        Assert.Equal("run hostnamectl set-hostname --transient web1", _system.Effects[^1]);

        var image = new MemorySystem().WithDirectory("/etc");
        Assert.Equal(["set name: web1"], await new Bench(image).ConvergeAsync(host => host.Hostname("web1")));
    }

    [Theory]
    [InlineData("-web")]
    [InlineData("web_1")]
    [InlineData("")]
    public void What_is_no_name_is_reported(string name) => Assert.NotEmpty(_bench.Validate(host => host.Hostname(name)));
}
