using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>Package managers that no lab host has: what they print is played back.</summary>
public sealed class RecordedProviderTests
{
    private readonly MemorySystem _system = new();
    private readonly Bench _bench;

    public RecordedProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Yum_downgrades_with_a_word_of_its_own_and_wraps_wide_lines()
    {
        _system.WithFile("/var/cache/yum/x86_64/7/base/repomd.xml", "")
            .WithFile("/etc/yum/pluginconf.d/versionlock.list", "0:tzdata-2024a-1.el7.*\n")
            .WithProcess("rpm --query --queryformat *", new ProcessResult(0, "nginx\tx86_64\t1:1.20.1-10.el7\ntzdata\tnoarch\t0:2024a-1.el7\n", ""))
            .WithProcess("yum --cacheonly *", new ProcessResult(0, "Available Packages\nnginx.x86_64                    1:1.16.1-3.el7                     epel\nnginx.x86_64\n                                1:1.20.1-10.el7                    epel\n", ""))
            .WithProcess("yum --assumeyes *", ProcessResult.Success);
        Assert.Equal(
            ["change version: 1:1.20.1-10.el7 → 1:1.16.1-3.el7", "unhold: held →"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("nginx").Version("1.16.1").Via<YumProvider>();
                host.Package("tzdata").Hold(false).Via<YumProvider>();
            }));
        Assert.Equal(["run yum --assumeyes --quiet downgrade 1:nginx-1.16.1-3.el7", "run yum --assumeyes --quiet versionlock delete tzdata"], _system.Effects);
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("nginx").Latest().Via<YumProvider>()));
    }

    [Fact]
    public async Task Zypper_reads_its_table_and_takes_a_hint_at_a_reboot_for_success()
    {
        _system.WithFile("/var/cache/zypp/raw/oss/repodata/repomd.xml", "")
            .WithProcess("rpm --query --queryformat *", new ProcessResult(1, "package nginx is not installed\n", ""))
            .WithProcess("zypper --non-interactive --quiet --no-refresh search *", new ProcessResult(0, "\nS | Name  | Type    | Version          | Arch   | Repository\n--+-------+---------+------------------+--------+-----------\n  | nginx | package | 1.21.5-150600.10 | x86_64 | oss\n", ""))
            .WithProcess("zypper --non-interactive --quiet install *", new ProcessResult(102, "", ""));
        Assert.Equal(["install: 1.21.5-150600.10"], await _bench.ApplyAsync(host => host.Package("nginx").Version("1.21.5").NoRecommends().Via<ZypperProvider>()));
        Assert.Equal(["run zypper --non-interactive --quiet install --oldpackage --auto-agree-with-licenses --no-recommends -- nginx=1.21.5-150600.10"], _system.Effects);
    }

    [Fact]
    public async Task Pacman_waits_for_its_lock_and_holds_nothing()
    {
        PackageManager.Pause = TimeSpan.FromMilliseconds(1);
        var calls = 0;
        _system.WithFile("/var/lib/pacman/sync/extra.db", "")
            .WithProcess("pacman --query -- *", new ProcessResult(1, "bash 5.2.037-2\n", "error: package 'nginx' was not found\n"))
            .WithProcess("pacman --sync --info *", new ProcessResult(0, "Repository      : extra\nName            : nginx\nVersion         : 1.28.0-1\nDescription     : Lightweight HTTP server\n\n", ""))
            .WithProcess("pacman --sync --list --quiet", new ProcessResult(0, "nginx\nnano\n", ""))
            .WithProcess("pacman --sync --needed *", _ => ++calls < 3
                ? new ProcessResult(1, "", "error: failed to init transaction (unable to lock database)\nerror: could not lock database: File exists\n") : ProcessResult.Success)
            .WithProcess("pacman --remove *", ProcessResult.Success);
        Assert.Equal(
            ["install: 1.28.0-1", "purge: 5.2.037-2 →"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("nginx").Version("1.28.0").Via<PacmanProvider>();
                host.Package("bash").Absent().Purge().Via<PacmanProvider>();
            }));
        Assert.Equal("run pacman --remove --nosave --noconfirm -- bash", _system.Effects[^1]);
        Assert.Equal(3, calls);
        Assert.Contains("IgnorePkg", await _bench.FailureAsync(host => host.Package("bash").Hold().Via<PacmanProvider>()));
        _system.WithProcess("pacman --sync --info *", new ProcessResult(1, "", "error: package 'ngnix' was not found\n"));
        Assert.Equal("no package \"ngnix\" is known to pacman. Did you mean 'nginx'?", await _bench.FailureAsync(host => host.Package("ngnix").Via<PacmanProvider>()));
    }

    [Fact]
    public async Task Apk_pins_what_is_held_in_its_world_and_says_where_it_cannot_remove()
    {
        _system.WithFile("/var/cache/apk/APKINDEX.b53994b4.tar.gz", "")
            .WithFile("/etc/apk/world", "alpine-base\nnginx=1.26.2-r0\n")
            .WithProcess("apk list --installed", new ProcessResult(0, "alpine-base-3.21.3-r0 x86_64 {alpine-base} (MIT) [installed]\nnginx-1.26.2-r0 x86_64 {nginx} (BSD-2-Clause) [installed]\nmusl-utils-1.2.5-r9 x86_64 {musl} (MIT AND BSD-2-Clause AND GPL-2.0-or-later) [installed]\n", ""))
            .WithProcess("apk policy *", new ProcessResult(0, "nginx policy:\n  1.26.2-r0:\n    lib/apk/db/installed\n  1.26.3-r0:\n    https://dl-cdn.alpinelinux.org/alpine/v3.21/main\n  1.26.3_rc1-r0:\n    https://dl-cdn.alpinelinux.org/alpine/edge/main\n", ""))
            .WithProcess("apk --no-progress *", ProcessResult.Success)
            .WithProcess("apk * del *", new ProcessResult(0, "World updated, but the following packages are not removed due to:\n  musl-utils: alpine-base\n", ""));
        Assert.Contains("is held at 1.26.2-r0", await _bench.FailureAsync(host => host.Package("nginx").Latest().Via<ApkProvider>()));
        Assert.Equal(["change version: 1.26.2-r0 → 1.26.3-r0"], await _bench.ApplyAsync(host => host.Package("nginx").Version("1.26.3").Via<ApkProvider>()));
        Assert.Equal(["upgrade: 1.26.2-r0 → 1.26.3-r0", "hold: held"], await _bench.ApplyAsync(host => host.Package("nginx").Latest().Hold().Via<ApkProvider>()));
        Assert.Equal(["unhold: held →"], await _bench.ApplyAsync(host => host.Package("nginx").Hold(false).Via<ApkProvider>()));
        Assert.Equal(
            ["add nginx=1.26.3-r0", "add --upgrade nginx", "add nginx=1.26.3-r0", "add nginx"],
            _system.Effects.Select(effect => effect.Replace("run apk --no-progress --wait 300 ", "")));
        Assert.Contains("musl-utils: alpine-base", await _bench.FailureAsync(host => host.Package("musl-utils").Absent().Via<ApkProvider>()));
    }

    [Fact]
    public async Task Pkg_locks_and_tells_who_goes_along()
    {
        _system.WithFile("/var/db/pkg/repos/FreeBSD/db", "")
            .WithProcess("pkg query %n\\t%v\\t%k *", new ProcessResult(0, "nginx\t1.26.2_3,3\t1\ncurl\t8.11.1\t0\n", ""))
            .WithProcess("pkg query %rn curl", new ProcessResult(0, "git\ngit\n", ""))
            .WithProcess("pkg rquery --no-repo-update %n\\t%v *", new ProcessResult(0, "nginx\t1.26.3,3\n", ""))
            .WithProcess("pkg -o LOCK_RETRIES=300 *", ProcessResult.Success);
        Assert.Equal(
            ["unhold: held →", "upgrade: 1.26.2_3,3 → 1.26.3,3", "hold: held", "remove: 8.11.1 →"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("nginx").Latest().Hold().Via<PkgProvider>();
                host.Package("curl").Absent().Via<PkgProvider>();
            }));
        Assert.Equal(["curl: what needs it is removed too: git."], _bench.Messages);
        Assert.Equal(
            ["unlock --yes --quiet nginx", "upgrade --yes --quiet --no-repo-update nginx", "lock --yes --quiet nginx", "delete --yes --quiet curl"],
            _system.Effects.Select(effect => effect.Replace("run pkg -o LOCK_RETRIES=300 ", "")));
    }

    [Fact]
    public async Task Brew_runs_as_the_user_that_it_belongs_to()
    {
        string? user = null;
        _system.WithUser("me").WithFile("/opt/homebrew/bin/brew", "", owner: "me", group: "me")
            .WithFile("/Users/me/Library/Caches/Homebrew/api/formula.jws.json", "")
            .WithProcess("/opt/homebrew/bin/brew --cache", new ProcessResult(0, "/Users/me/Library/Caches/Homebrew\n", ""))
            .WithProcess("/opt/homebrew/bin/brew list --formula --versions *", new ProcessResult(1, "wget 1.24.5 1.25.0\n", ""))
            .WithProcess("/opt/homebrew/bin/brew list --pinned", new ProcessResult(0, "", ""))
            .WithProcess("/opt/homebrew/bin/brew formulae", new ProcessResult(0, "jq\nwget\n", ""))
            .WithProcess("/opt/homebrew/bin/brew info --json=v2 --formula *", request => request.Arguments[^1] == "jp"
                ? new ProcessResult(1, "", "Error: No available formula with the name \"jp\".\n")
                : new ProcessResult(0, """{"formulae":[{"name":"jq","full_name":"jq","aliases":[],"versions":{"stable":"1.7.1","head":"HEAD"},"revision":2}],"casks":[]}""", ""))
            .WithProcess("/opt/homebrew/bin/brew install *", request =>
            {
                user = request.User;
                return ProcessResult.Success;
            })
            .WithProcess("/opt/homebrew/bin/brew pin wget", ProcessResult.Success);
        Assert.Equal(
            ["install: 1.7.1_2", "hold: held"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("jq").Via<BrewProvider>();
                host.Package("wget").Version("1.25.0").Hold().Via<BrewProvider>();
            }));
        Assert.Equal("me", user);
        Assert.Equal("no package \"jp\" is known to brew. Did you mean 'jq'?", await _bench.FailureAsync(host => host.Package("jp").Via<BrewProvider>()));
        Assert.Contains("not from a file", await _bench.FailureAsync(host => host.Package("jq").File("/srv/jq.rb").Via<BrewProvider>()));
    }
}
