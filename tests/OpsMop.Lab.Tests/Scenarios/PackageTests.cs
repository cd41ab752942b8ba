namespace OpsMop.Lab.Tests.Scenarios;

public sealed class PackageTests(LabFixture fixture) : ScenarioTests(fixture)
{
    private const string Three = "packages.names=[opsmop-one, opsmop-two, opsmop-three]";
    private const string Demo = "packages.names=[opsmop-demo]";

    public override async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            (await Host.RunAsync("apt-mark -q unhold opsmop-demo >/dev/null 2>&1; DEBIAN_FRONTEND=noninteractive apt-get -qqy purge 'opsmop-*' >/dev/null; rm -rf /etc/opsmop-chain /var/lib/opsmop-chain")).OrThrow();
        }
    }

    [LabFact]
    public async Task A_plan_foresees_packages_and_changes_nothing_at_all()
    {
        await AskAsync("touch /run/before; sleep 0.1");
        string before = await AskAsync("sha256sum /var/lib/dpkg/status");

        (await PlanAsync("packages", Three)).Expect(2, changed: 3).Says("would change", "Package[opsmop-two]", "install: 1.0");

        Assert.Equal(before, await AskAsync("sha256sum /var/lib/dpkg/status"));
        Assert.Equal("", await AskAsync("find / -xdev -newer /run/before -type f -not -path '/var/log/*' -not -path '/var/lib/systemd/*'"));
    }

    [LabFact]
    public async Task Neighbours_are_one_transaction_and_the_second_apply_finds_nothing_to_do()
    {
        string before = await AskAsync("grep -c Start-Date /var/log/apt/history.log || true");

        (await ApplyAsync("packages", Three)).Expect(0, changed: 3);

        Assert.Equal("3", await AskAsync("dpkg-query -W -f '${db:Status-Status}\\n' opsmop-one opsmop-two opsmop-three | grep -cx installed"));
        string added = await AskAsync($"awk '/Start-Date/ {{ n++ }} n > {before}' /var/log/apt/history.log");
        Assert.Equal(1, added.Split("Start-Date").Length - 1);
        string install = Assert.Single(added.Split('\n'), line => line.StartsWith("Install:", StringComparison.Ordinal));
        Assert.All(ScenarioPackages.Plain, name => Assert.Contains(name, install));

        string history = await AskAsync("sha256sum /var/log/apt/history.log /var/lib/dpkg/status");
        (await ApplyAsync("packages", Three)).Expect(0, changed: 0);
        (await PlanAsync("packages", Three)).Expect(0, changed: 0);
        Assert.Equal(history, await AskAsync("sha256sum /var/log/apt/history.log /var/lib/dpkg/status"));
    }

    [LabFact]
    public async Task A_version_is_pinned_upgraded_and_taken_back()
    {
        (await ApplyAsync("packages", Demo, "packages.version=1.0")).Expect(0, changed: 1);
        Assert.Equal("1.0", await AskAsync("opsmop-demo --version"));

        (await PlanAsync("packages", Demo, "packages.latest=true")).Expect(2, changed: 1).Says("upgrade: 1.0 → 2.0");
        (await ApplyAsync("packages", Demo)).Expect(0, changed: 0);
        Assert.Equal("1.0", await AskAsync("opsmop-demo --version"));

        (await ApplyAsync("packages", Demo, "packages.latest=true")).Expect(0, changed: 1);
        Assert.Equal("2.0", await AskAsync("opsmop-demo --version"));
        (await ApplyAsync("packages", Demo, "packages.latest=true")).Expect(0, changed: 0);

        (await ApplyAsync("packages", Demo, "packages.version=1.*")).Expect(0, changed: 1).Says("2.0 → 1.0");
        Assert.Equal("1.0", await AskAsync("opsmop-demo --version"));
        (await PlanAsync("packages", Demo, "packages.version=3.0")).Expect(1, changed: 0, failed: 1).Says("apt knows no version 3.0 of opsmop-demo; it knows 2.0, 1.0");
    }

    [LabFact]
    public async Task A_held_package_stays_until_the_policy_says_otherwise()
    {
        (await ApplyAsync("packages", Demo, "packages.version=1.0", "packages.hold=true")).Expect(0, changed: 1);
        Assert.Equal("opsmop-demo", await AskAsync("apt-mark showhold"));
        (await ApplyAsync("packages", Demo, "packages.version=1.0", "packages.hold=true")).Expect(0, changed: 0);
        await AskAsync("DEBIAN_FRONTEND=noninteractive apt-get -qy upgrade");
        Assert.Equal("1.0", await AskAsync("opsmop-demo --version"));

        (await PlanAsync("packages", Demo, "packages.latest=true")).Expect(1, changed: 0, failed: 1).Says("opsmop-demo is held at 1.0", ".Hold()");
        (await ApplyAsync("packages", Demo, "packages.latest=true", "packages.hold=true")).Expect(0, changed: 1);
        Assert.Equal("2.0 opsmop-demo", await AskAsync("echo $(opsmop-demo --version; apt-mark showhold)"));
        (await ApplyAsync("packages", Demo, "packages.hold=false")).Expect(0, changed: 1);
        Assert.Equal("", await AskAsync("apt-mark showhold"));
    }

    [LabFact]
    public async Task A_removed_package_leaves_its_configuration_and_a_purged_one_nothing()
    {
        (await ApplyAsync("packages", Demo)).Expect(0, changed: 1);

        (await ApplyAsync("packages", Demo, "packages.absent=true")).Expect(0, changed: 1).Says("remove: 2.0");
        Assert.Equal("config-files", await AskAsync("dpkg-query -W -f '${db:Status-Status}' opsmop-demo; test -e /etc/opsmop-demo.conf"));
        (await ApplyAsync("packages", Demo, "packages.absent=true")).Expect(0, changed: 0);

        (await ApplyAsync("packages", Demo, "packages.absent=true", "packages.purge=true")).Expect(0, changed: 1).Says("purge: its configuration");
        await AskAsync("test ! -e /etc/opsmop-demo.conf");
        (await ApplyAsync("packages", Demo, "packages.absent=true", "packages.purge=true")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_package_that_apt_does_not_know_fails_in_the_plan_with_a_suggestion()
    {
        (await PlanAsync("packages", "packages.names=[opsmop-one, opsmop-dmeo]")).Expect(1, changed: 1, failed: 1).Says("no package \"opsmop-dmeo\" is known to apt.", "Did you mean", "opsmop-demo");
        (await ApplyAsync("packages", "packages.names=[opsmop-dmeo]")).Expect(1, changed: 0, failed: 1).Says("opsmop-demo");
    }

    [LabFact]
    public async Task It_waits_for_an_apt_that_is_at_work()
    {
        await AskAsync("(DEBIAN_FRONTEND=noninteractive apt-get -qqy install opsmop-slow >/run/slow.log 2>&1; date +%s.%N >/run/slow.end) >/dev/null 2>&1 & sleep 0.1");
        await UntilAsync(Host, "pgrep -f opsmop-slow.postins[t] >/dev/null");

        (await ApplyAsync("packages", "packages.names=[opsmop-one]")).Expect(0, changed: 1);

        Assert.Equal("installed", await AskAsync("dpkg-query -W -f '${db:Status-Status}' opsmop-slow"));
    }

    [LabFact]
    public async Task What_a_killed_dpkg_has_left_is_finished_before_anything_is_installed()
    {
        await AskAsync("(DEBIAN_FRONTEND=noninteractive apt-get -qqy install opsmop-slow >/dev/null 2>&1) & sleep 0.1");
        await UntilAsync(Host, "pgrep -f opsmop-slow.postins[t] >/dev/null");
        await AskAsync("pkill -KILL -x apt-get; pkill -KILL -x dpkg; pkill -KILL -f opsmop-slow.postins[t]; sleep 0.5; ! apt-get -qqy install opsmop-one");

        (await ApplyAsync("packages", "packages.names=[opsmop-one]")).Expect(0, changed: 1);

        Assert.Equal("installed installed", await AskAsync("dpkg-query -W -f '${db:Status-Status} ' opsmop-one opsmop-slow | sed 's/ $//'"));
    }

    [LabFact]
    public async Task A_package_whose_script_fails_shows_why_and_can_be_removed()
    {
        (await ApplyAsync("packages", "packages.names=[opsmop-broken]")).Expect(1, changed: 0, failed: 1).Says("the database is not there", "exit status 3");
        Assert.Equal("half-configured", await AskAsync("dpkg-query -W -f '${db:Status-Status}' opsmop-broken"));
        (await PlanAsync("packages", "packages.names=[opsmop-broken]")).Expect(2, changed: 1);

        (await ApplyAsync("packages", "packages.names=[opsmop-broken]", "packages.absent=true")).Expect(0, changed: 1);

        Assert.Equal("", await AskAsync("dpkg-query -W -f '${db:Status-Status}' opsmop-broken 2>/dev/null | grep -v not-installed || true"));
    }

    [LabFact]
    public async Task It_waits_for_an_update_of_the_lists()
    {
        // apt has no timeout for this lock: it gives up at once, and the provider tries again.
        await AskAsync("(perl -MFcntl -e 'open F, \"+>>\", \"/var/lib/apt/lists/lock\" or die; $l = pack(\"s s x4 q q i x4\", F_WRLCK, 0, 0, 0, 0); fcntl(F, F_SETLK, $l) or die; open R, \">\", \"/run/locked\"; close R; sleep 3') >/dev/null 2>&1 & sleep 0.1");
        await UntilAsync(Host, "test -e /run/locked");
        await AskAsync("rm /run/locked; ! apt-get -q update");

        (await ApplyAsync("packages", "packages.names=[opsmop-one]", "packages.updateCache=1s")).Expect(0, changed: 1).Says("update lists");
    }

    [LabFact]
    public async Task What_a_package_will_bring_is_planned_without_a_false_failure_and_applied()
    {
        (await PlanAsync("chain")).Says("Package[opsmop-chain]", "Unknown until Package[opsmop-chain] has run").NeverSays("failed  ");
        await AskAsync("test ! -e /etc/opsmop-chain");

        (await ApplyAsync("chain")).Expect(0, changed: 6);

        Assert.Equal("active active", await AskAsync("echo $(systemctl is-active opsmop-chain opsmop-chain-worker)"));
        Assert.Equal("640 root opsmop-chain 750 opsmop-chain opsmop-chain", await AskAsync("echo $(stat -c '%a %U %G' /etc/opsmop-chain/chain.conf /var/lib/opsmop-chain/spool)"));
        (await ApplyAsync("chain")).Expect(0, changed: 0);
        (await PlanAsync("chain")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_service_that_nobody_provides_is_a_failure_in_the_plan() =>
        (await PlanAsync("chain", "chain.hasPackage=false")).Says("There is no unit opsmop-chain.service").Expect(1, changed: 0, failed: 1);
}
