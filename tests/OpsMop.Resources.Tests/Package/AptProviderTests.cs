using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The outputs are those of Debian 12.</summary>
public sealed class AptProviderTests
{
    private const string Nginx = """
        nginx:
          Installed: (none)
          Candidate: 1.22.1-9+deb12u10
          Version table:
             1.22.1-9+deb12u10 500
                500 http://mirror.example/debian-security bookworm-security/main amd64 Packages
             1.22.1-9+deb12u9 500
                500 http://mirror.example/debian bookworm/main amd64 Packages

        """;

    private const string Bash = """
        bash:
          Installed: 5.2.15-2+b8
          Candidate: 5.2.15-2+b13
          Version table:
             5.2.15-2+b13 500
                500 http://mirror.example/debian bookworm/main amd64 Packages
         *** 5.2.15-2+b8 100
                100 /var/lib/dpkg/status

        """;

    private const string Mta = "mail-transport-agent:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n";

    private const string Get = "run apt-get --yes --quiet --option Dpkg::Options::=--force-confdef --option Dpkg::Options::=--force-confold --option DPkg::Lock::Timeout=300 ";

    private readonly MemorySystem _system = new MemorySystem()
        .WithFile("/var/lib/apt/lists/mirror.example_debian_dists_bookworm_main_binary-amd64_Packages.lz4", "")
        .WithDirectory("/var/lib/apt/lists/partial")
        .WithProcess("apt-get *", ProcessResult.Success)
        .WithProcess("apt-get --simulate --quiet remove *", new ProcessResult(0, "Remv bash-completion [2.11]\nRemv bash [5.2]\nRemv nano [7]\n", ""))
        .WithProcess("apt-mark *", ProcessResult.Success)
        .WithProcess("apt-cache policy *", new ProcessResult(0, Nginx + Bash + Mta, ""))
        .WithProcess("apt-cache pkgnames n", new ProcessResult(0, "ngraph-gtk\nnginx-common\nnginx\nnano\n", ""))
        .WithProcess("apt-cache showpkg mail-transport-agent", new ProcessResult(0, "Package: mail-transport-agent\nReverse Provides: \nssmtp 2.64-11 (= )\nexim4-daemon-light 4.96 (= )\nexim4-daemon-light 4.95 (= )\n", ""))
        .WithProcess("dpkg-query --show --showformat ${db:Status-Status}*", new ProcessResult(0, "installed\t1.3.4\tawk\nconfig-files\t1\tx-provided\n", ""));

    private readonly Bench _bench;
    private string _dpkg = "bash\tamd64\tinstalled\tinstall\t5.2.15-2+b8\n";

    public AptProviderTests()
    {
        _bench = new Bench(_system);
        _system.WithProcess("dpkg-query --show --showformat ${Package}*", _ => new ProcessResult(1, _dpkg, "dpkg-query: no packages found matching nginx\n"));
    }

    [Fact]
    public async Task Neighbours_are_one_query_and_one_transaction()
    {
        _system.WithProcess("apt-cache policy *", new ProcessResult(0, Nginx + Nginx.Replace("nginx:", "curl:"), ""));
        Assert.Equal(
            ["install: 1.22.1-9+deb12u10", "install: 1.22.1-9+deb12u10"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("bash");
                host.Package("nginx");
                host.Package("curl");
            }));
        Assert.Equal([Get + "install -- nginx curl"], _system.Effects);
        Assert.Equal(2, _system.Queries.Count);
        Assert.Equal("apt-cache policy bash nginx curl", _system.Queries[1]);
    }

    [Fact]
    public async Task What_is_installed_costs_one_query_and_no_more()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("bash").UpdateCache("1s")));
        Assert.Single(_system.Queries);
    }

    [Fact]
    public async Task A_pinned_version_is_installed_older_or_newer()
    {
        Assert.Equal(["install: 1.22.1-9+deb12u9"], await _bench.ApplyAsync(host => host.Package("nginx").Version("1.22.1-9+deb12u9")));
        Assert.Equal(["change version: 5.2.15-2+b8 → 5.2.15-2+b13"], await _bench.ApplyAsync(host => host.Package("bash").Version("5.2.15-2+b13")));
        Assert.Equal([Get + "install -- nginx=1.22.1-9+deb12u9", Get + "install --allow-downgrades -- bash=5.2.15-2+b13"], _system.Effects);
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("bash").Version("5.2.*")));
        Assert.Equal(["install: 1.22.1-9+deb12u10"], await _bench.ApplyAsync(host => host.Package("nginx").Version("1.22.*")));
        Assert.Equal(
            "apt knows no version 2.0 of nginx; it knows 1.22.1-9+deb12u10, 1.22.1-9+deb12u9.",
            await _bench.FailureAsync(host => host.Package("nginx").Version("2.0")));
    }

    [Fact]
    public async Task Latest_is_the_candidate()
    {
        Assert.Equal(["upgrade: 5.2.15-2+b8 → 5.2.15-2+b13"], await _bench.ApplyAsync(host => host.Package("bash").Latest()));
        _dpkg = "bash\tamd64\tinstalled\tinstall\t5.2.15-2+b13\n";
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("bash").Latest()));
    }

    [Fact]
    public async Task Recommended_packages_stay_away_on_request()
    {
        await _bench.ApplyAsync(host => host.Package("nginx").NoRecommends());
        Assert.Equal([Get + "install --no-install-recommends -- nginx"], _system.Effects);
    }

    [Fact]
    public async Task Absent_packages_go_together_and_configuration_only_on_request()
    {
        _dpkg += "nginx\tamd64\tconfig-files\tdeinstall\t1.22\nnano\tamd64\tinstalled\tinstall\t7\n";
        Assert.Equal(
            ["remove: 5.2.15-2+b8 →", "purge: its configuration →", "remove: 7 →"],
            await _bench.ApplyAsync(host =>
            {
                host.Package("bash").Absent();
                host.Package("nginx").Absent().Purge();
                host.Package("nano").Absent();
                host.Package("curl").Absent();
            }));
        Assert.Equal(["bash, nano: what needs it is removed too: bash-completion."], _bench.Messages);
        Assert.Equal([Get + "remove -- bash nano", Get + "purge -- nginx"], _system.Effects);
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("nginx").Absent()));
    }

    [Fact]
    public async Task An_absent_package_goes_also_if_it_was_held()
    {
        _dpkg = "bash\tamd64\tinstalled\thold\t5.2.15-2+b8\n";
        await _bench.ApplyAsync(host => host.Package("bash").Absent());
        Assert.Equal([Get + "remove --allow-change-held-packages -- bash"], _system.Effects);
    }

    [Fact]
    public async Task A_package_of_which_only_configuration_is_left_is_not_installed()
    {
        _dpkg = "nginx\tamd64\tconfig-files\tdeinstall\t1.22\n";
        Assert.Equal(["install: 1.22.1-9+deb12u10"], await _bench.ApplyAsync(host => host.Package("nginx")));
    }

    [Fact]
    public async Task A_package_can_be_held_and_let_go()
    {
        Assert.Equal(["hold: held"], await _bench.ApplyAsync(host => host.Package("bash").Hold()));
        _dpkg = "bash\tamd64\tinstalled\thold\t5.2.15-2+b8\n";
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("bash").Hold()));
        Assert.Equal(["unhold: held →"], await _bench.ApplyAsync(host => host.Package("bash").Hold(false)));
        Assert.Contains("bash is held at 5.2.15-2+b8. Add .Hold()", await _bench.FailureAsync(host => host.Package("bash").Latest()));
        await _bench.ApplyAsync(host => host.Package("bash").Latest().Hold());
        Assert.Equal(["run apt-mark hold bash", "run apt-mark unhold bash", Get + "install --allow-change-held-packages -- bash", "run apt-mark hold bash"], _system.Effects);
    }

    [Fact]
    public async Task A_package_that_nobody_knows_fails_in_the_plan_with_a_suggestion()
    {
        Assert.Equal("no package \"ngnix\" is known to apt. Did you mean nginx?", Normal(await _bench.FailureAsync(host => host.Package("ngnix"))));
        await Assert.ThrowsAsync<ProviderException>(() => _bench.PlanAsync(host => host.Package("ngnix")));
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task Where_apt_has_no_lists_the_remedy_is_to_fetch_them()
    {
        await _system.DeleteAsync("/var/lib/apt/lists", recursive: true);
        Assert.Contains("apt has no lists of packages yet", await _bench.FailureAsync(host => host.Package("ngnix")));
        Assert.Equal(["update lists", "install: the newest version"], await _bench.ApplyAsync(host => host.Package("nginx").UpdateCache("1d")));
        Assert.Equal([Get + "update", Get + "install -- nginx"], _system.Effects.Skip(1));
    }

    [Fact]
    public async Task Lists_are_fetched_once_and_only_if_they_are_old_or_older_than_the_sources()
    {
        // The lists of this system are of the beginning of 2026.
        Assert.Single(await _bench.ApplyAsync(host => host.Package("nginx").UpdateCache("520w")));
        Assert.Equal(3, (await _bench.ApplyAsync(host =>
        {
            host.Package("nginx").UpdateCache("1h");
            host.Package("bash").UpdateCache("1h");
            host.Package("other").Absent();
            host.Package("nginx").Hold();
        })).Count(line => !line.StartsWith("install", StringComparison.Ordinal) || line.Contains("newest")));
        Assert.Single(_system.Effects, effect => effect.EndsWith(" update", StringComparison.Ordinal));
        _system.WithFile("/etc/apt/sources.list.d/new.sources", "");
        Assert.Contains("update lists", await _bench.ApplyAsync(host => host.Package("nginx").UpdateCache("520w")));
    }

    [Fact]
    public async Task A_name_that_others_provide_is_satisfied_by_one_of_them_or_they_are_named()
    {
        Assert.Equal(
            "mail-transport-agent is no package but a name that several packages provide: exim4-daemon-light, ssmtp. Name one of them.",
            await _bench.FailureAsync(host => host.Package("mail-transport-agent")));
        _system.WithProcess("apt-cache policy awk", new ProcessResult(0, "awk:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n", ""));
        Assert.Empty(await _bench.ApplyAsync(host => host.Package("awk")));
    }

    [Fact]
    public async Task A_lock_is_waited_for_and_another_fault_is_shown()
    {
        AptGet.Pause = TimeSpan.FromMilliseconds(1);
        var calls = 0;
        _system.WithProcess("apt-get *install *", _ => ++calls < 3
            ? new ProcessResult(100, "", "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)\n")
            : ProcessResult.Success);
        await _bench.ApplyAsync(host => host.Package("nginx"));
        Assert.Equal(3, calls);
        _system.WithProcess("apt-get *install *", new ProcessResult(100, "", "E: Unable to fetch some archives\n"));
        Assert.Equal("apt-get install -- nginx: exit code 100.\nE: Unable to fetch some archives", await _bench.FailureAsync(host => host.Package("nginx")));
    }

    [Fact]
    public async Task What_an_interrupted_dpkg_has_left_is_finished_first()
    {
        var calls = 0;
        _system.WithProcess("apt-get *install *", _ => ++calls == 1
            ? new ProcessResult(100, "", "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem. \n")
            : ProcessResult.Success);
        _system.WithProcess("dpkg --force-confdef --force-confold --configure -a", ProcessResult.Success);
        await _bench.ApplyAsync(host => host.Package("nginx"));
        Assert.Equal([Get + "install -- nginx", "run dpkg --force-confdef --force-confold --configure -a", Get + "install -- nginx"], _system.Effects);
    }

    [Fact]
    public async Task A_package_that_is_half_installed_is_installed_or_removed()
    {
        _dpkg = "nginx\tamd64\thalf-configured\tinstall\t1.22\n";
        Assert.Equal(["install: 1.22.1-9+deb12u10"], await _bench.ApplyAsync(host => host.Package("nginx")));
        Assert.Equal(["remove: 1.22 →"], await _bench.ApplyAsync(host => host.Package("nginx").Absent()));
        Assert.Equal(["purge: 1.22 →"], await _bench.ApplyAsync(host => host.Package("nginx").Absent().Purge()));
    }

    [Fact]
    public async Task In_a_plan_a_service_waits_for_its_package()
    {
        _system.WithProcess("systemctl show *", new ProcessResult(0, "LoadState=not-found\nActiveState=inactive\n", ""));
        Assert.Equal(
            ["Package[nginx] install: 1.22.1-9+deb12u10", "File[/etc/nginx/nginx.conf] unknown", "Service[nginx] unknown"],
            await _bench.PlanAsync(host =>
            {
                host.Package("nginx");
                host.File("/etc/nginx/nginx.conf").Content("x");
                host.Service("nginx").Running();
            }));
    }

    [Fact]
    public void Contradictions_are_reported()
    {
        Assert.StartsWith("OPM2001", Assert.Single(_bench.Validate(host => host.Package("x").Latest().Version("1"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2003", Assert.Single(_bench.Validate(host => host.Package("x").Purge())), StringComparison.Ordinal);
        Assert.StartsWith("OPM2004", Assert.Single(_bench.Validate(host => host.Package("nginx curl"))), StringComparison.Ordinal);
    }

    private static string Normal(string text) => text.Replace("'", "");
}
