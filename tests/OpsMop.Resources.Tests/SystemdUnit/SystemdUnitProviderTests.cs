using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SystemdUnitProviderTests
{
    private const string File = "/etc/systemd/system/app.service";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/systemd/system").WithDirectory("/run/systemd/system");
    private readonly Bench _bench;

    // What systemd has read; null where it knows no such unit.
    private (string State, string Enabled)? _unit;
    private ProcessResult _verified = ProcessResult.Success;

    public SystemdUnitProviderTests()
    {
        UnitStart.Grace = TimeSpan.FromMilliseconds(1);
        _bench = new Bench(_system);
        _system.WithProcess("/bin/sh -c *", _ => _verified);
        _system.WithProcess("systemctl *", request => Answer(request.Arguments));
    }

    [Fact]
    public async Task A_unit_is_written_checked_read_enabled_and_started()
    {
        Assert.Equal(
            [$"create: {File} 0644 root:root", "daemon-reload", "enable: disabled → enabled", "start: inactive → active"],
            await _bench.ConvergeAsync(host => host.SystemdUnit("app").Content("[Service]\n[Install]\n").Running().Enabled()));
        Assert.Equal($"stage {File} 0644 root:root", _system.Effects[0]);
        Assert.StartsWith("run /bin/sh -c ", _system.Effects[1]);
        Assert.EndsWith(" app.service ", _system.Effects[1]);
        Assert.Equal(
            [$"commit {File}", "run systemctl daemon-reload", "run systemctl enable app.service", "run systemctl start -- app.service"],
            _system.Effects.Skip(2).Take(4));
    }

    [Fact]
    public async Task What_runs_is_restarted_when_its_files_change_unless_that_is_not_wanted()
    {
        _system.WithFile(File, "[Service]\n");
        _unit = ("active", "disabled");
        Assert.Equal([$"write: {File}", "daemon-reload", "restart: active → active"], await _bench.ConvergeAsync(host => host.SystemdUnit("app.service").Content("[Service]\nNice=1\n").Running()));
        Assert.Equal([$"write: {File}", "daemon-reload"], await _bench.ConvergeAsync(host => host.SystemdUnit("app.service").Content("[Service]\nNice=2\n").Running().NoRestart()));
        Assert.Equal([$"write: {File}", "daemon-reload"], await _bench.ConvergeAsync(host => host.SystemdUnit("app.service").Content("[Service]\nNice=3\n")));
    }

    [Fact]
    public async Task Drop_ins_change_a_unit_that_a_package_brings()
    {
        _unit = ("active", "enabled");
        Assert.Equal(
            ["create: /etc/systemd/system/app.service.d/limits.conf 0644 root:root", "daemon-reload", "restart: active → active"],
            await _bench.ConvergeAsync(host => host.SystemdUnit("app").DropIn("limits", "[Service]\nLimitNOFILE=9\n").Running()));
        Assert.Contains("mkdir /etc/systemd/system/app.service.d 0755 root:root", _system.Effects);
        _system.WithFile("/etc/systemd/system/app.service.d/old.conf", "").WithFile("/etc/systemd/system/app.service.d/other.conf", "");
        Assert.Equal(
            ["delete: a file, empty →", "daemon-reload"],
            await _bench.ConvergeAsync(host =>
            {
                host.SystemdUnit("app").DropIn("limits", "[Service]\nLimitNOFILE=9\n").ExactDropIns();
                host.File("/etc/systemd/system/app.service.d/other.conf").Content("");
            }));
    }

    [Fact]
    public async Task An_enabled_unit_whose_installation_changes_is_enabled_anew()
    {
        _system.WithFile(File, "[Install]\nWantedBy=multi-user.target\n");
        _unit = ("inactive", "enabled");
        Assert.Equal([$"write: {File}", "daemon-reload", "reenable"], await _bench.ConvergeAsync(host => host.SystemdUnit("app").Content("[Install]\nWantedBy=graphical.target\n").Enabled()));
        Assert.Equal([$"write: {File}", "daemon-reload"], await _bench.ConvergeAsync(host => host.SystemdUnit("app").Content("[Install]\n# so\nWantedBy=graphical.target\n").Enabled()));
    }

    [Fact]
    public async Task What_the_check_refuses_is_not_put_in_place()
    {
        _verified = new ProcessResult(1, "app.service:2: Unknown key 'Foo' in section [Service], ignoring.\n", "");
        Assert.Equal(
            $"systemd-analyze verify does not accept the new {File}, which is left as it is:\napp.service:2: Unknown key 'Foo' in section [Service], ignoring.",
            await _bench.FailureAsync(host => host.SystemdUnit("app").Content("[Service]\nFoo=1\n")));
        Assert.Null(await _system.StatAsync(File));
    }

    [Fact]
    public async Task An_absent_unit_is_stopped_and_disabled_and_forgotten()
    {
        _system.WithFile(File, "[Service]\n").WithFile("/etc/systemd/system/app.service.d/x.conf", "");
        _unit = ("active", "enabled");
        Assert.Equal(
            ["stop: active → inactive", "disable: enabled → disabled", "delete: a file, 10 bytes →", "delete: /etc/systemd/system/app.service.d →", "daemon-reload"],
            await _bench.ConvergeAsync(host => host.SystemdUnit("app").Absent()));
        Assert.Equal(["run systemctl daemon-reload", "run systemctl reset-failed app.service"], _system.Effects.TakeLast(2));
    }

    [Fact]
    public async Task Where_a_package_brings_the_unit_too_only_what_hides_it_goes()
    {
        _system.WithFile(File, "[Service]\n").WithFile("/lib/systemd/system/app.service", "[Service]\n");
        _unit = ("active", "enabled");
        Assert.Equal(["delete: a file, 10 bytes →", "daemon-reload", "restart: active → active"], await _bench.ConvergeAsync(host => host.SystemdUnit("app").Absent()));
    }

    [Fact]
    public async Task A_template_is_written_and_its_instances_end_with_it()
    {
        Assert.Equal(["create: /etc/systemd/system/worker@.service 0644 root:root", "daemon-reload"], await _bench.ConvergeAsync(host => host.SystemdUnit("worker@.service").Content("[Service]\n")));
        Assert.Equal(["stop: worker@*.service →", "disable", "delete: a file, 10 bytes →", "daemon-reload"], await _bench.ConvergeAsync(host => host.SystemdUnit("worker@.service").Absent()));
    }

    [Fact]
    public async Task A_plan_foresees_it_all_and_a_service_after_it_has_nothing_left_to_do() => Assert.Equal(
        [
            $"SystemdUnit[app.service] create: {File} 0644 root:root", "SystemdUnit[app.service] daemon-reload", "SystemdUnit[app.service] enable: disabled → enabled",
            "SystemdUnit[app.service] start: inactive → active",
        ],
        await _bench.PlanAsync(host =>
        {
            host.SystemdUnit("app").Content("[Service]\n[Install]\n").Running().Enabled();
            host.Service("app").Running().Enabled();
        }));

    [Fact]
    public async Task A_unit_that_nobody_brings_is_named() =>
        Assert.Contains("There is no unit app.service. Add .Content(…)", await _bench.FailureAsync(host => host.SystemdUnit("app").DropIn("x", "[Service]\n").Running()));

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.StartsWith("OPM2003 SystemdUnit[app.service]: Enabled needs an [Install] section", Assert.Single(_bench.Validate(host => host.SystemdUnit("app").Content("[Service]\n").Enabled().Running())));
        Assert.StartsWith("OPM2001 SystemdUnit[a@.service]: a@.service is a template", Assert.Single(_bench.Validate(host => host.SystemdUnit("a@.service").Content("[Service]\n").Running())));
        Assert.StartsWith("OPM2004 SystemdUnit[app.service]: 'x.conf' is no name for a drop-in", Assert.Single(_bench.Validate(host => host.SystemdUnit("app").DropIn("x.conf", "[Service]\n"))));
    }

    private ProcessResult Answer(IReadOnlyList<string> arguments)
    {
        switch (arguments[1])
        {
            case "show":
                return new ProcessResult(0, _unit is { } unit ? $"LoadState=loaded\nActiveState={unit.State}\nUnitFileState={unit.Enabled}\nNeedDaemonReload=no\nCanReload=yes\nType=notify\nFragmentPath={File}\nDropInPaths=/etc/systemd/system/app.service.d/limits.conf /etc/systemd/system/app.service.d/other.conf\n" : "LoadState=not-found\nActiveState=inactive\n", "");
            case "start" or "restart":
                _unit = ("active", _unit?.Enabled ?? "disabled");
                break;
            case "stop" when _unit is not null:
                _unit = ("inactive", _unit.Value.Enabled);
                break;
            case "enable":
                _unit = (_unit?.State ?? "inactive", "enabled");
                break;
            case "daemon-reload":
                _unit ??= ("inactive", "disabled");
                break;
        }

        return ProcessResult.Success;
    }
}
