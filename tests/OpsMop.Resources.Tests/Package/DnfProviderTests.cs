using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The outputs are those of dnf 4.14 and rpm 4.18.</summary>
public sealed class DnfProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/var/cache/dnf/baseos-83388d6e81404440/repodata/repomd.xml", "")
        .WithProcess("dnf --assumeyes *", ProcessResult.Success)
        .WithProcess("rpm --erase --test -- *", new ProcessResult(1, "", "error: Failed dependencies:\n\tnginx is needed by (installed) nginx-mod-stream-1:1.20.1-14.el9.x86_64\n"))
        .WithProcess("dnf --cacheonly --quiet repoquery --queryformat %{name}\n -- n*", new ProcessResult(0, "nano\nnginx\n", ""))
        .WithProcess("dnf --cacheonly --quiet repoquery --queryformat %{name}\t*", new ProcessResult(0, "nginx\t1:1.20.1-14.el9\tx86_64\nnginx\t1:1.20.1-22.el9\tx86_64\ncurl\t7.76.1-31.el9\tx86_64\n", ""));

    private readonly Bench _bench;
    private string _rpm = "nginx\tx86_64\t1:1.20.1-14.el9\npackage curl is not installed\n";

    public DnfProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("rpm --query --queryformat *", _ => new ProcessResult(1, _rpm, ""));
    }

    [Fact]
    public async Task Neighbours_are_two_questions_and_one_transaction()
    {
        _rpm = "package nginx is not installed\npackage curl is not installed\n";
        Assert.Equal(
            ["install: 1:1.20.1-22.el9", "install: 7.76.1-31.el9"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("nginx").Via<DnfProvider>();
                host.Package("curl").Via<DnfProvider>();
            }));
        Assert.Equal(["run dnf --assumeyes --quiet --best install -- nginx curl"], _system.Effects);
        Assert.Equal(2, _system.Queries.Count);
    }

    [Fact]
    public async Task A_version_may_leave_out_epoch_and_release()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("nginx").Version("1.20.1").Via<DnfProvider>()));
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("nginx").Version("1.20.*").Via<DnfProvider>()));
        Assert.Equal(["change version: 1:1.20.1-14.el9 → 1:1.20.1-22.el9"], await _bench.ApplyAsync(host => host.Package("nginx").Version("1.20.1-22.el9").Via<DnfProvider>()));
        Assert.Equal(["run dnf --assumeyes --quiet --best install -- nginx-1:1.20.1-22.el9"], _system.Effects);
        Assert.Equal(
            "dnf knows no version 2.* of nginx; it knows 1:1.20.1-22.el9, 1:1.20.1-14.el9.",
            await _bench.FailureAsync(host => host.Package("nginx").Version("2.*").Via<DnfProvider>()));
    }

    [Fact]
    public async Task A_held_package_is_let_go_for_the_change_that_is_asked_for_and_held_again()
    {
        _system.WithFile("/etc/dnf/plugins/versionlock.list", "# Added lock\nnginx-1:1.20.1-14.el9.*\n");
        Assert.Contains("nginx is held at 1:1.20.1-14.el9. Add .Hold()", await _bench.FailureAsync(host => host.Package("nginx").Latest().Via<DnfProvider>()));
        Assert.Equal(
            ["unhold: held →", "upgrade: 1:1.20.1-14.el9 → 1:1.20.1-22.el9", "hold: held"],
            await _bench.ApplyAsync(host => host.Package("nginx").Latest().Hold().NoRecommends().Via<DnfProvider>()));
        Assert.Equal(
            [
                "run dnf --assumeyes --quiet versionlock delete -- nginx",
                "run dnf --assumeyes --quiet --best --setopt=install_weak_deps=False upgrade -- nginx",
                "run dnf --assumeyes --quiet versionlock add -- nginx",
            ],
            _system.Effects.Skip(_system.Effects.Count - 3));
    }

    [Fact]
    public async Task What_needs_a_package_that_goes_is_told_before()
    {
        Assert.Equal(["remove: 1:1.20.1-14.el9 →"], await _bench.ApplyAsync(host => host.Package("nginx").Absent().Via<DnfProvider>()));
        Assert.Equal(["nginx: what needs it is removed too: nginx-mod-stream-1:1.20.1-14.el9.x86_64."], _bench.Messages);
        Assert.Contains("dnf has no purge", await _bench.FailureAsync(host => host.Package("nginx").Absent().Purge().Via<DnfProvider>()));
    }

    [Fact]
    public async Task A_name_that_is_not_known_fails_in_the_plan_with_a_suggestion() =>
        Assert.Equal("no package \"ngnix\" is known to dnf. Did you mean 'nginx'?", await _bench.FailureAsync(host => host.Package("ngnix").Via<DnfProvider>()));

    [Fact]
    public async Task Without_lists_they_are_fetched_first()
    {
        await _system.DeleteAsync("/var/cache/dnf", recursive: true);
        Assert.Equal(["update lists", "install: the newest version"], await _bench.ApplyAsync(host => host.Package("curl").Via<DnfProvider>()));
        Assert.Equal(["run dnf --assumeyes --quiet --refresh makecache", "run dnf --assumeyes --quiet --best install -- curl"], _system.Effects.Skip(1));
    }

    [Fact]
    public async Task A_file_is_installed_once_and_must_hold_what_it_is_named_for()
    {
        _system.WithFile("/srv/nginx.rpm", "").WithProcess("rpm --query --package *", new ProcessResult(0, "nginx\tx86_64\t1:1.20.1-22.el9\n", ""));
        Assert.Equal(["change version: 1:1.20.1-14.el9 → 1:1.20.1-22.el9"], await _bench.ApplyAsync(host => host.Package("nginx").File("/srv/nginx.rpm").Via<DnfProvider>()));
        Assert.Equal(["run dnf --assumeyes --quiet --best install -- /srv/nginx.rpm"], _system.Effects);
        Assert.Equal(
            "/srv/nginx.rpm holds the package nginx, not curl. Declare it by that name, or correct the path.",
            await _bench.FailureAsync(host => host.Package("curl").File("/srv/nginx.rpm").Via<DnfProvider>()));
        _rpm = "nginx\tx86_64\t1:1.20.1-22.el9\n";
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("nginx").File("/srv/nginx.rpm").Via<DnfProvider>()));
    }

    [Fact]
    public async Task In_a_plan_a_file_that_is_yet_to_come_is_unknown()
    {
        _system.WithDirectory("/srv").WithProcess("rpm --query --package *", new ProcessResult(1, "", "error: open of /srv/x.rpm failed: No such file or directory\n")).WithProcess("test -e /srv/x.rpm", new ProcessResult(1, "", ""));
        Assert.Equal("Package[x] unknown", (await _bench.PlanAsync(host =>
        {
            host.File("/srv/x.rpm").Content("");
            host.Package("x").File("/srv/x.rpm").Via<DnfProvider>();
        }))[^1]);
    }

    [Fact]
    public async Task Where_there_is_no_dnf_that_is_said()
    {
        _system.WithProcess("rpm --query --queryformat *", new ProcessResult(ProcessResult.NotFound, "", ""));
        Assert.StartsWith("There is no program rpm on this host, so that dnf cannot be used.", await _bench.FailureAsync(host => host.Package("x").Via<DnfProvider>()));
    }
}
