using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SystemdProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/systemd/system");
    private readonly Bench _bench;
    private readonly Dictionary<string, string> _unit = new()
    {
        ["LoadState"] = "loaded",
        ["ActiveState"] = "inactive",
        ["SubState"] = "dead",
        ["UnitFileState"] = "disabled",
        ["NeedDaemonReload"] = "no",
        ["CanReload"] = "yes",
        ["Type"] = "notify",
    };

    public SystemdProviderTests()
    {
        UnitStart.Grace = TimeSpan.FromMilliseconds(1);
        _bench = new Bench(_system);
        _system.WithProcess("systemctl *", request => Answer(request.Arguments));
        _system.WithProcess("systemctl show *", _ => new ProcessResult(0, string.Concat(_unit.Select(one => $"{one.Key}={one.Value}\n")), ""));
    }

    [Fact]
    public async Task A_service_is_started_and_enabled()
    {
        Assert.Equal(["enable: disabled → enabled", "start: inactive → active"], await _bench.ConvergeAsync(host => host.Service("nginx").Running().Enabled()));
        Assert.Equal("run systemctl enable nginx.service", _system.Effects[0]);
        Assert.Equal("run systemctl start -- nginx.service", _system.Effects[1]);
    }

    [Fact]
    public async Task A_service_is_stopped_and_disabled()
    {
        _unit["ActiveState"] = "active";
        _unit["UnitFileState"] = "enabled";
        Assert.Equal(["disable: enabled → disabled", "stop: active → inactive"], await _bench.ConvergeAsync(host => host.Service("nginx").Stopped().Enabled(false)));
    }

    [Fact]
    public async Task Neighbours_are_asked_for_together_until_one_has_to_change()
    {
        var running = "LoadState=loaded\nActiveState=active\nSubState=running\nUnitFileState=enabled\nNeedDaemonReload=no\n";
        _system.WithProcess("systemctl show * -- nginx.service app.service db.service", new ProcessResult(0, $"{running}\n{running}\n{running}", ""));
        Assert.Empty(await _bench.ApplyAsync(Three));
        Assert.Single(_system.Queries, query => query.StartsWith("systemctl show", StringComparison.Ordinal));

        // What comes after the change is asked anew.
        _system.WithProcess("systemctl show * -- nginx.service app.service db.service", new ProcessResult(0, $"{running}\n{running.Replace("=active", "=failed")}\n{running}", ""));
        _system.WithProcess("systemctl show * -- nginx.service", new ProcessResult(0, running, ""));
        _unit["ActiveState"] = "failed";
        Assert.Equal(["start: failed → active"], await _bench.ApplyAsync(Three));

        static void Three(Host host)
        {
            host.Service("nginx").Running();
            host.Service("app").Running();
            host.Service("db").Running();
        }
    }

    [Theory]
    [InlineData("failed", "start: failed → active")]
    [InlineData("active")]
    [InlineData("activating")]
    [InlineData("reloading")]
    public async Task Running_starts_only_what_does_not_run(string state, params string[] changes)
    {
        _unit["ActiveState"] = state;
        Assert.Equal(changes, await _bench.ApplyAsync(host => host.Service("nginx").Running()));
    }

    [Theory]
    [InlineData("static")]
    [InlineData("indirect")]
    public async Task What_others_start_is_neither_enabled_nor_disabled(string state)
    {
        _unit["UnitFileState"] = state;
        Assert.Empty(await _bench.ApplyAsync(host => host.Service("dbus").Enabled()));
        Assert.Empty(await _bench.ApplyAsync(host => host.Service("dbus").Enabled(false)));
    }

    [Fact]
    public async Task Restarted_and_reloaded_act_each_time()
    {
        _unit["ActiveState"] = "active";
        Assert.Equal(["restart: active → active"], await _bench.ApplyAsync(host => host.Service("nginx").Restarted()));
        Assert.Equal(["reload: active → active"], await _bench.ApplyAsync(host => host.Service("nginx").Reloaded()));
        _unit["CanReload"] = "no";
        Assert.Contains("nginx.service cannot be reloaded", await _bench.FailureAsync(host => host.Service("nginx").Reloaded()));
        _unit["ActiveState"] = "inactive";
        Assert.Equal(["start: inactive → active"], await _bench.ApplyAsync(host => host.Service("nginx").Reloaded()));
    }

    [Fact]
    public async Task Units_that_are_no_services_have_their_suffix()
    {
        await _bench.ApplyAsync(host => host.Service("backup.timer").Running());
        Assert.Equal("run systemctl start -- backup.timer", _system.Effects[0]);
        Assert.Equal("my.app.service", SystemdProvider.UnitOf("my.app"));
    }

    [Fact]
    public async Task A_masked_service_is_not_started_unless_it_is_unmasked()
    {
        _unit["LoadState"] = "masked";
        _unit["UnitFileState"] = "masked";
        Assert.Contains("nginx.service is masked", await _bench.FailureAsync(host => host.Service("nginx").Running()));
        Assert.Equal(["unmask: masked →", "enable: disabled → enabled", "start: inactive → active"], await _bench.ApplyAsync(host => host.Service("nginx").Running().Enabled().Masked(false)));
    }

    [Fact]
    public async Task A_service_is_stopped_before_it_is_masked()
    {
        _unit["ActiveState"] = "active";
        Assert.Equal(["stop: active → inactive", "mask: masked"], await _bench.ConvergeAsync(host => host.Service("nginx").Stopped().Masked()));
    }

    [Fact]
    public async Task A_changed_unit_file_is_read_first()
    {
        _unit["NeedDaemonReload"] = "yes";
        Assert.Equal(["daemon-reload", "start: inactive → active"], await _bench.ConvergeAsync(host => host.Service("nginx").Running()));
    }

    [Theory]
    [InlineData("/etc/systemd/system/nginx.service", "FragmentPath", "/lib/systemd/system/nginx.service")]
    [InlineData("/etc/systemd/system/nginx.service.d/x.conf", "DropInPaths", "/run/systemd/system/nginx.service.d/x.conf")]
    public async Task A_file_that_systemd_does_not_notice_is_read_too(string file, string property, string before)
    {
        _unit["ActiveState"] = "active";
        _unit[property] = before;
        _system.WithDirectory("/etc/systemd/system/nginx.service.d").WithFile(file, "[Service]\n");
        Assert.Equal(["daemon-reload"], await _bench.ApplyAsync(host => host.Service("nginx").Running()));
        _unit[property] = file;
        Assert.Empty(await _bench.ApplyAsync(host => host.Service("nginx").Running()));
    }

    [Fact]
    public async Task A_unit_that_systemd_has_not_found_though_its_file_is_there_needs_a_reload()
    {
        _unit["LoadState"] = "not-found";
        _unit["UnitFileState"] = "";
        _system.WithFile("/etc/systemd/system/nginx.service", "[Service]\n");
        Assert.Equal(["daemon-reload", "start: inactive → active"], await _bench.ApplyAsync(host => host.Service("nginx").Running()));
    }

    [Fact]
    public async Task In_a_plan_a_unit_file_that_is_only_planned_is_there()
    {
        _unit["LoadState"] = "not-found";
        _unit["UnitFileState"] = "";
        Assert.Equal(
            [
                "File[/etc/systemd/system/app.service] create: 0644, 6 bytes", "Service[app] enable: disabled → enabled",
                "Service[app] start: inactive → active",
            ],
            await _bench.PlanAsync(host =>
            {
                host.File("/etc/systemd/system/app.service").Content("[Unit]");
                host.Service("app").Running().Enabled();
            }));
        _unit["LoadState"] = "loaded";
        _unit["ActiveState"] = "active";
        Assert.Equal(
            ["Directory[/etc/systemd/system/app.service.d] create: 0755", "File[/etc/systemd/system/app.service.d/x.conf] create: 0644, 9 bytes", "Service[app] daemon-reload"],
            await _bench.PlanAsync(host =>
            {
                host.Directory("/etc/systemd/system/app.service.d");
                host.File("/etc/systemd/system/app.service.d/x.conf").Content("[Service]");
                host.Service("app").Running();
            }));
        Assert.Empty(_system.Effects);
    }

    [Fact]
    public async Task In_a_plan_an_instance_of_a_template_that_is_only_planned_needs_no_reload()
    {
        _unit["LoadState"] = "not-found";
        _unit["UnitFileState"] = "";
        Assert.Equal(
            ["File[/etc/systemd/system/app@.service] create: 0644, 6 bytes", "Service[app@1] start: inactive → active"],
            await _bench.PlanAsync(host =>
            {
                host.File("/etc/systemd/system/app@.service").Content("[Unit]");
                host.Service("app@1").Running();
            }));
    }

    [Fact]
    public async Task A_unit_that_does_not_exist_is_named_and_counts_as_stopped()
    {
        _unit["LoadState"] = "not-found";
        Assert.Contains("There is no unit ngnix.service", await _bench.FailureAsync(host => host.Service("ngnix").Running()));
        Assert.Contains("There is no unit ngnix.service", await _bench.FailureAsync(host => host.Service("ngnix").Enabled()));
        Assert.Empty(await _bench.ApplyAsync(host => host.Service("ngnix").Stopped().Enabled(false)));
    }

    [Fact]
    public async Task A_start_that_fails_shows_the_journal()
    {
        _system.WithProcess("systemctl start *", new ProcessResult(1, "", "Job for nginx.service failed\n"));
        _system.WithProcess("journalctl --unit nginx.service --lines 10 *", new ProcessResult(0, "nginx: [emerg] bind() to 0.0.0.0:80 failed\n", ""));
        Assert.Equal("systemctl start nginx.service.\nnginx: [emerg] bind() to 0.0.0.0:80 failed", await _bench.FailureAsync(host => host.Service("nginx").Running()));
    }

    [Fact]
    public async Task A_service_that_dies_right_after_its_start_has_failed()
    {
        _unit["Type"] = "simple";
        _system.WithProcess("journalctl *", new ProcessResult(0, "", ""));
        _system.WithProcess("systemctl start *", _ =>
        {
            (_unit["ActiveState"], _unit["SubState"]) = ("failed", "failed");
            return ProcessResult.Success;
        });
        Assert.Equal("app.service did not stay up after systemctl start: it is failed (failed).", await _bench.FailureAsync(host => host.Service("app").Running()));
        _system.WithProcess("systemctl start *", _ =>
        {
            (_unit["ActiveState"], _unit["SubState"]) = ("activating", "auto-restart");
            return ProcessResult.Success;
        });
        Assert.Contains("auto-restart", await _bench.FailureAsync(host => host.Service("app").Running()));
    }

    [Fact]
    public async Task A_oneshot_service_may_end()
    {
        _unit["Type"] = "oneshot";
        _system.WithProcess("systemctl start *", ProcessResult.Success);
        Assert.Single(await _bench.ApplyAsync(host => host.Service("job").Running()));
    }

    [Fact]
    public async Task Without_systemd_units_can_be_enabled_and_no_more()
    {
        _system.WithProcess("systemctl show *", new ProcessResult(1, "", "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n"));
        _system.WithProcess("systemctl is-enabled *", _ => new ProcessResult(1, _unit["UnitFileState"] + "\n", ""));
        Assert.Equal(["enable: disabled → enabled"], await _bench.ConvergeAsync(host => host.Service("nginx").Enabled()));
        Assert.Contains("systemd does not run here", await _bench.FailureAsync(host => host.Service("nginx").Running()));
        _system.WithProcess("systemctl show *", new ProcessResult(127, "", ""));
        Assert.Contains("this host has no systemd", await _bench.FailureAsync(host => host.Service("nginx").Enabled()));
    }

    [Fact]
    public void RestartOn_makes_one_handler_that_the_others_notify()
    {
        FileBuilder one = null!, two = null!;
        var (builders, role) = _bench.Declare(host =>
        {
            one = host.File("/etc/one");
            two = host.File("/etc/two");
            host.Service("nginx").Running().RestartOn(one).RestartOn(two).ReloadOn(two);
        });
        Assert.Equal(["restart nginx", "reload nginx"], role.Handlers.Select(handler => handler.Name));
        Assert.Same(role.Handlers[0], Assert.Single(one.NotifiesList!));
        Assert.Equal(role.Handlers, two.NotifiesList);
        Assert.Equal([one, two, two], builders[2].AfterList);
        var body = (ServiceResource)Assert.IsType<ResourceNode>(Assert.Single(role.Handlers[0].Body.Children)).Resource;
        Assert.Equal(("nginx", ServiceState.Restarted), (body.Unit, body.State));
        Assert.Equal(3, builders.Count);
    }

    [Fact]
    public void Contradictions_are_reported() =>
        Assert.StartsWith("OPM2001", Assert.Single(_bench.Validate(host => host.Service("x").Running().Masked())), StringComparison.Ordinal);

    private ProcessResult Answer(IReadOnlyList<string> arguments)
    {
        switch (arguments[1])
        {
            case "start" or "restart" or "reload":
                _unit["ActiveState"] = "active";
                break;
            case "stop":
                _unit["ActiveState"] = "inactive";
                break;
            case "enable":
                _unit["UnitFileState"] = "enabled";
                break;
            case "disable":
                _unit["UnitFileState"] = "disabled";
                break;
            case "mask":
                _unit["LoadState"] = _unit["UnitFileState"] = "masked";
                break;
            case "unmask":
                (_unit["LoadState"], _unit["UnitFileState"]) = ("loaded", "disabled");
                break;
            case "daemon-reload":
                _unit["NeedDaemonReload"] = "no";
                break;
        }

        return ProcessResult.Success;
    }
}
