namespace OpsMop.Types.Tests.Services;

public sealed class SystemdUnitTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public Task Units_are_brought_run_and_are_taken_away() => ProveAsync(
        "systemd-unit",
        there:
        [
            ("systemctl is-active opsmop-app opsmop-backup.timer opsmop-worker@3600", "active\nactive\nactive"),
            ("systemctl is-enabled opsmop-app opsmop-backup.timer", "enabled\nenabled"),
            ("systemctl show --property NeedDaemonReload,LimitNOFILE opsmop-app", "LimitNOFILE=4096\nNeedDaemonReload=no"),
            ("stat -c '%a %U' /etc/systemd/system/opsmop-app.service.d /etc/systemd/system/opsmop-app.service.d/limits.conf", "755 root\n644 root"),
        ],
        gone:
        [
            ("ls -d /etc/systemd/system/opsmop-* /etc/systemd/system/*.wants/opsmop-* 2>/dev/null", ""),
            ("systemctl list-units --all --plain --no-legend 'opsmop-*'", ""),
        ]);

    [LabFact]
    public async Task A_change_restarts_what_runs_and_what_systemd_would_ignore_is_refused()
    {
        const string Process = "systemctl show --property MainPID --value opsmop-app";
        (await RunAsync("apply", "systemd-unit")).Well("The first apply");
        string process = await AskAsync(Process);
        ExampleRun changed = (await RunAsync("apply", "systemd-unit", "systemd-unit-example.limit=4097")).Well("The apply of a change");
        Assert.Equal(["SystemdUnit[opsmop-app.service]: write, daemon-reload, restart"], changed.Changed);
        string restarted = await AskAsync(Process);
        Assert.NotEqual(process, restarted);

        ExampleRun refused = await RunAsync("apply", "systemd-unit", "systemd-unit-example.limit=many");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("opsmop-app.service.d/limits.conf:2: Failed to parse resource value, ignoring: many", refused.Output);
        Assert.Equal(restarted, await AskAsync(Process));
        Assert.Equal("LimitNOFILE=4097", await AskAsync("tail -n 1 /etc/systemd/system/opsmop-app.service.d/limits.conf"));
        (await RunAsync("apply", "systemd-unit-gone")).Well("The end");
    }
}
