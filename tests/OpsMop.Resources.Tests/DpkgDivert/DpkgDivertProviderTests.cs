using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class DpkgDivertProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithFile("/etc/x", "theirs\n").WithProcess("dpkg-divert *", ProcessResult.Success);
    private readonly Bench _bench;

    public DpkgDivertProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_file_is_diverted()
    {
        Assert.Equal(["divert: /etc/x.distrib"], await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x")));
        Assert.Equal(["divert: /usr/x"], await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").To("/usr/x").Package("mine")));
        Assert.Equal(
            ["run dpkg-divert --quiet --local --divert /etc/x.distrib --no-rename --add /etc/x", "run dpkg-divert --quiet --package mine --divert /usr/x --no-rename --add /etc/x"],
            _system.Effects);
    }

    [Fact]
    public async Task A_plan_sees_the_file_moved_aside() => Assert.Equal(
        ["DpkgDivert[/etc/x] divert: /etc/x.distrib", "File[/etc/x] create: 0644, 5 bytes"],
        await _bench.PlanAsync(host =>
        {
            host.DpkgDivert("/etc/x").Rename();
            host.File("/etc/x").Content("ours\n");
        }));

    [Fact]
    public async Task Another_diversion_is_changed_unless_it_is_a_packages()
    {
        Diverted("LOCAL", "/etc/old");
        Assert.Empty(await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").To("/etc/old")));
        Assert.Equal(["divert: /etc/old → /etc/x.distrib"], await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x")));
        Assert.Equal(
            ["run dpkg-divert --quiet --local --divert /etc/old --no-rename --remove /etc/x", "run dpkg-divert --quiet --local --divert /etc/x.distrib --no-rename --add /etc/x"],
            _system.Effects);

        Diverted("dash", "/etc/old");
        Assert.Contains("The package dash diverts /etc/x to /etc/old itself", await _bench.FailureAsync(host => host.DpkgDivert("/etc/x")));
        Assert.Empty(await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").Absent()));
    }

    [Fact]
    public async Task A_diversion_ends()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").Absent()));
        Diverted("LOCAL", "/etc/x.distrib");
        Assert.Equal(["end diversion: /etc/x.distrib →"], await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").Absent()));
        _system.WithFile("/etc/x.distrib", "theirs\n");
        Assert.Equal(["delete: a file, 7 bytes →", "end diversion: /etc/x.distrib →"], await _bench.ApplyAsync(host => host.DpkgDivert("/etc/x").Rename().Absent()));
    }

    private void Diverted(string package, string to) =>
        _system.WithProcess("dpkg-divert --listpackage /etc/x", new ProcessResult(0, package + "\n", "")).WithProcess("dpkg-divert --truename /etc/x", new ProcessResult(0, to + "\n", ""));
}
