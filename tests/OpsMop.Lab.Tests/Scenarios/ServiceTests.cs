namespace OpsMop.Lab.Tests.Scenarios;

public sealed class ServiceTests(LabFixture fixture) : ScenarioTests(fixture)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (LabRequirements.Missing is null)
        {
            (await Host.RunAsync("DEBIAN_FRONTEND=noninteractive apt-get -qqy install opsmop-demo >/dev/null")).OrThrow();
        }
    }

    public override async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            (await Host.RunAsync(
                "systemctl unmask -q opsmop-demo; DEBIAN_FRONTEND=noninteractive apt-get -qqy purge opsmop-demo >/dev/null; systemctl stop opsmop-own 2>/dev/null; "
                + "rm -rf /etc/systemd/system/opsmop-* /etc/systemd/system/*/opsmop-*; systemctl daemon-reload; systemctl reset-failed; true")).OrThrow();
        }
    }

    [LabFact]
    public async Task A_service_is_stopped_disabled_enabled_and_started()
    {
        (await ApplyAsync("demo", "demo.state=Stopped", "demo.enabled=false")).Expect(0, changed: 1).Says("disable: enabled → disabled", "stop: active → inactive");
        Assert.Equal("inactive disabled", await StateAsync());
        (await ApplyAsync("demo", "demo.state=Stopped", "demo.enabled=false")).Expect(0, changed: 0);

        (await PlanAsync("demo", "demo.state=Running", "demo.enabled=true")).Expect(2, changed: 1);
        Assert.Equal("inactive disabled", await StateAsync());
        (await ApplyAsync("demo", "demo.state=Running", "demo.enabled=true")).Expect(0, changed: 1);
        Assert.Equal("active enabled", await StateAsync());
        (await ApplyAsync("demo", "demo.state=Running", "demo.enabled=true")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_masked_service_cannot_be_started_until_the_policy_unmasks_it()
    {
        (await ApplyAsync("demo", "demo.state=Stopped", "demo.masked=true")).Expect(0, changed: 1);
        Assert.Equal("inactive masked", await StateAsync());
        (await ApplyAsync("demo", "demo.state=Stopped", "demo.masked=true")).Expect(0, changed: 0);

        (await PlanAsync("demo", "demo.state=Running")).Expect(1, changed: 0, failed: 1).Says("opsmop-demo.service is masked", ".Masked(false)");
        (await ApplyAsync("demo", "demo.state=Running", "demo.enabled=true", "demo.masked=false")).Expect(0, changed: 1);
        Assert.Equal("active enabled", await StateAsync());
        (await ApplyAsync("demo", "demo.state=Running", "demo.enabled=true", "demo.masked=false")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_changed_configuration_restarts_the_service_and_an_unchanged_one_does_not()
    {
        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=one")).Expect(0, changed: 2);
        string first = await ProcessAsync();

        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=one")).Expect(0, changed: 0);
        Assert.Equal(first, await ProcessAsync());

        (await PlanAsync("demo", "demo.state=Running", "demo.conf=two")).Expect(2, changed: 2).Says("-say = one", "+say = two", "would notify restart opsmop-demo");
        Assert.Equal(first, await ProcessAsync());

        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=two")).Expect(0, changed: 2);
        Assert.NotEqual(first, await ProcessAsync());
    }

    [LabFact]
    public async Task A_changed_unit_is_read_by_systemd_before_the_restart()
    {
        (await ApplyAsync("demo", "demo.state=Running", "demo.variable=one")).Says("daemon-reload");
        Assert.Equal("LAB=one", await VariableAsync());

        (await PlanAsync("demo", "demo.state=Running", "demo.variable=two")).Says("daemon-reload");
        (await ApplyAsync("demo", "demo.state=Running", "demo.variable=two")).Says("daemon-reload");
        Assert.Equal("LAB=two", await VariableAsync());
        (await ApplyAsync("demo", "demo.state=Running", "demo.variable=two")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_unit_that_the_policy_writes_is_planned_started_changed_and_removed()
    {
        (await PlanAsync("unit")).Expect(2, changed: 3);
        (await ApplyAsync("unit")).Says("enable: disabled → enabled", "start: inactive → active");
        Assert.Equal("active", await AskAsync("systemctl is-active opsmop-own"));
        (await ApplyAsync("unit")).Expect(0, changed: 0);

        (await ApplyAsync("unit", "ownUnit.program=/bin/sleep 3600")).Says("daemon-reload", "restart");
        Assert.Equal("/bin/sleep 3600", await AskAsync("tr '\\0' ' ' < /proc/$(systemctl show -P MainPID opsmop-own)/cmdline | sed 's/ $//'"));

        (await ApplyAsync("unit", "ownUnit.absent=true")).Expect(0, changed: 2);
        (await ApplyAsync("unit", "ownUnit.absent=true")).Expect(0, changed: 0);
        Assert.Equal("", await AskAsync("ls /etc/systemd/system/opsmop-own.service /etc/systemd/system/*/opsmop-own.service 2>/dev/null || true"));
    }

    [LabFact]
    public async Task A_service_that_dies_at_once_is_a_failure_that_shows_its_journal()
    {
        string program = "ownUnit.program=/bin/sh -c \"echo cannot bind port 80 >&2; exit 3\"";

        (await ApplyAsync("unit", program)).Says("opsmop-own.service did not stay up", "cannot bind port 80", "status=3");

        // The next run tries again, and says it again.
        (await ApplyAsync("unit", program)).Says("cannot bind port 80");
        (await ApplyAsync("unit")).NeverSays("failed  ");
        Assert.Equal("active", await AskAsync("systemctl is-active opsmop-own"));
    }

    [LabFact]
    public async Task A_restart_that_a_failed_run_still_owed_is_done_by_the_next()
    {
        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=before")).Expect(0, changed: 2);
        string first = await ProcessAsync();

        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=after", "demo.fails=true")).Expect(1, changed: 1, failed: 1).Says("restart opsmop-demo");
        Assert.Equal(first, await ProcessAsync());
        Assert.Contains("restart opsmop-demo", await AskAsync("cat /var/lib/opsmop/ledger*"));

        (await PlanAsync("demo", "demo.state=Running", "demo.conf=after")).Expect(2, changed: 1);
        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=after")).Expect(0, changed: 1);
        string second = await ProcessAsync();
        Assert.NotEqual(first, second);
        (await ApplyAsync("demo", "demo.state=Running", "demo.conf=after")).Expect(0, changed: 0);
        Assert.Equal(second, await ProcessAsync());
    }

    private async Task<string> StateAsync() => await AskAsync("echo $(systemctl is-active opsmop-demo; systemctl is-enabled opsmop-demo)");

    private Task<string> ProcessAsync() => AskAsync("systemctl show -P MainPID opsmop-demo");

    private Task<string> VariableAsync() => AskAsync("tr '\\0' '\\n' < /proc/$(systemctl show -P MainPID opsmop-demo)/environ | grep ^LAB");
}
