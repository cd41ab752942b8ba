using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>The service managers that are not systemd. What their programs print is written down from them, or from their sources.</summary>
public sealed class OtherServiceProviderTests
{
    private readonly MemorySystem _system = new();
    private readonly List<string> _run = [];
    private bool _isRunning;

    public OtherServiceProviderTests() => UnitStart.Grace = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task OpenRC_starts_and_adds_to_the_default_runlevel()
    {
        var bench = Bench("openrc");
        _system.WithFile("/etc/init.d/app", "").WithDirectory("/etc/runlevels/default").WithDirectory("/etc/runlevels/boot");
        Script("rc-service app status", () => _isRunning ? new(0, " * status: started\n", "") : new(3, " * status: stopped\n", ""));
        _system.WithProcess("rc-update add app default", _ => Do("rc-update add app default", () => _system.WithLink("/etc/runlevels/default/app", "/etc/init.d/app")));
        Assert.Equal(["enable: disabled → enabled", "start: stopped → running"], await bench.ConvergeAsync(host => host.Service("app").Running().Enabled()));
        Assert.Equal(["rc-update add app default", "rc-service app start"], _run);

        _system.WithLink("/etc/runlevels/boot/app", "/etc/init.d/app");
        await bench.ApplyAsync(host => host.Service("app").Stopped().Enabled(false));
        await bench.ApplyAsync(host => host.Service("app").Restarted());
        await bench.ApplyAsync(host => host.Service("app").Reloaded());
        Assert.Equal(["rc-update del app boot", "rc-update del app default", "rc-service app stop", "rc-service app restart", "rc-service app reload"], _run.Skip(2));
    }

    [Fact]
    public async Task What_OpenRC_says_has_crashed_is_taken_back_before_it_is_started()
    {
        var bench = Bench("openrc");
        _system.WithFile("/etc/init.d/app", "");
        Script("rc-service app status", () => _isRunning ? new(0, " * status: started\n", "") : new(32, " * status: crashed\n", ""));
        Assert.Equal(["start: crashed → running"], await bench.ConvergeAsync(host => host.Service("app").Running()));
        Assert.Equal(["rc-service app zap", "rc-service app start"], _run);
    }

    [Fact]
    public async Task Sysvinit_gives_links_to_what_has_none_and_turns_those_of_what_has()
    {
        var bench = Bench("sysvinit");
        _system.WithFile("/etc/init.d/app", "").WithDirectory("/etc/rc2.d");
        Script("service app status", () => _isRunning ? new(0, "app is running.\n", "") : new(3, "app is not running ... failed!\n", ""));
        Script("update-rc.d app *", () => ProcessResult.Success);
        await bench.ApplyAsync(host => host.Service("app").Running().Enabled());
        _system.WithFile("/etc/rc2.d/K01app", "").WithFile("/etc/rc2.d/S01other-app", "");
        await bench.ApplyAsync(host => host.Service("app").Enabled());
        _system.WithFile("/etc/rc2.d/S01app", "");
        await bench.ApplyAsync(host => host.Service("app").Stopped().Enabled(false));
        Assert.Equal(["update-rc.d app defaults", "service app start", "update-rc.d app enable", "update-rc.d app disable", "service app stop"], _run);
        Assert.Contains("has no command status", await new Func<Task<string>>(() =>
        {
            _system.WithProcess("service app status", new ProcessResult(1, "Usage: /etc/init.d/app {start|stop}\n", ""));
            return bench.FailureAsync(host => host.Service("app").Running());
        })());
    }

    [Fact]
    public async Task Sysvinit_asks_chkconfig_where_there_is_one()
    {
        var bench = Bench("sysvinit");
        _system.WithFile("/etc/init.d/app", "").WithFile("/sbin/chkconfig", "");
        Script("service app status", () => new(0, "app (pid 7) is running...\n", ""));
        Script("chkconfig *", () => ProcessResult.Success);
        await bench.ApplyAsync(host => host.Service("app").Enabled());
        _system.WithFile("/etc/rc3.d/S85app", "");
        await bench.ApplyAsync(host => host.Service("app").Enabled(false));
        Assert.Equal(["chkconfig --add app", "chkconfig app on", "chkconfig app off"], _run);
    }

    [Fact]
    public async Task Runit_links_what_is_enabled_and_it_runs_from_then_on()
    {
        var bench = Bench("runit");
        _system.WithFile("/etc/sv/app/run", "").WithFile("/etc/sv/app/down", "").WithDirectory("/etc/service");
        Script("sv status /etc/sv/app", () => _isRunning ? new(0, "run: /etc/sv/app: (pid 700) 5s\n", "") : new(0, "down: /etc/sv/app: 1s, normally up, want up\n", ""));
        Script("sv force-shutdown *", () => ProcessResult.Success);
        Assert.Contains("Add .Enabled()", await bench.FailureAsync(host => host.Service("app").Running()));
        Assert.Equal(["enable: disabled → enabled"], await bench.ConvergeAsync(host => host.Service("app").Running().Enabled()));
        Assert.Equal("/etc/sv/app", await _system.ReadLinkAsync("/etc/service/app"));
        Assert.Null(await _system.StatAsync("/etc/sv/app/down"));
        Assert.Equal(["stop: running → stopped"], await bench.ConvergeAsync(host => host.Service("app").Stopped()));
        Assert.Equal(["start: stopped → running"], await bench.ConvergeAsync(host => host.Service("app").Running()));
        Assert.Equal(["disable: enabled → disabled"], await bench.ConvergeAsync(host => host.Service("app").Stopped().Enabled(false)));
        Assert.Equal(["sv start /etc/sv/app", "sv stop /etc/sv/app", "sv start /etc/sv/app", "sv force-shutdown /etc/sv/app"], _run);
    }

    [Fact]
    public async Task FreeBSD_sets_the_variable_that_rc_names()
    {
        var bench = Bench("freebsd");
        _system.WithFile("/usr/local/etc/rc.d/apache24", "");
        var value = "NO";
        Script("service apache24 onestatus", () => _isRunning ? new(0, "apache24 is running as pid 1234.\n", "") : new(1, "apache24 is not running.\n", ""));
        Script("service apache24 rcvar", () => new(0, $"# apache24 : Apache HTTP Server\n#\napache24_enable=\"{value}\"\n#   (default: \"\")\n\n", ""), isQuery: true);
        _system.WithProcess("sysrc *", request => Do(string.Join(' ', request.Arguments), () => value = request.Arguments[1].Split('=')[1]));
        Assert.Equal(["enable: disabled → enabled", "start: stopped → running"], await bench.ConvergeAsync(host => host.Service("apache24").Running().Enabled()));
        await bench.ConvergeAsync(host => host.Service("apache24").Stopped().Enabled(false));
        Assert.Equal(["sysrc apache24_enable=YES", "service apache24 onestart", "sysrc apache24_enable=NO", "service apache24 onestop"], _run);
    }

    [Fact]
    public async Task Launchd_bootstraps_what_is_not_loaded_and_boots_out_what_is_to_stop()
    {
        var bench = Bench("launchd");
        _system.WithFile("/Library/LaunchDaemons/org.example.app.plist", "");
        var disabled = "disabled";
        Script(
            "launchctl print system/org.example.app",
            () => _isRunning
                ? new(0, "system/org.example.app = {\n\tactive count = 1\n\tpath = /Library/LaunchDaemons/org.example.app.plist\n\ttype = LaunchDaemon\n\tstate = running\n\n\tprogram = /usr/local/bin/app\n}\n", "")
                : new(113, "", "Bad request.\nCould not find service \"org.example.app\" in domain for system\n"));
        Script("launchctl print-disabled system", () => new(0, $"\n\tdisabled services = {{\n\t\t\"com.apple.ftpd\" => disabled\n\t\t\"org.example.app\" => {disabled}\n\t}}\n", ""), isQuery: true);
        Script("launchctl bootstrap *", () => ProcessResult.Success);
        Script("launchctl bootout *", () => Stop());
        _system.WithProcess("launchctl kickstart *", request => Do(string.Join(' ', request.Arguments), () => _isRunning = true));
        _system.WithProcess("launchctl enable *", request => Do(string.Join(' ', request.Arguments), () => disabled = "enabled"));
        Assert.Contains("Add .Enabled()", await bench.FailureAsync(host => host.Service("org.example.app").Running()));
        Assert.Equal(["enable: disabled → enabled", "start: stopped → running"], await bench.ConvergeAsync(host => host.Service("org.example.app").Running().Enabled()));
        await bench.ApplyAsync(host => host.Service("org.example.app").Restarted());
        await bench.ConvergeAsync(host => host.Service("org.example.app").Stopped());
        Assert.Equal(
            [
                "launchctl enable system/org.example.app", "launchctl bootstrap system /Library/LaunchDaemons/org.example.app.plist", "launchctl kickstart system/org.example.app",
                "launchctl kickstart -k system/org.example.app", "launchctl bootout system/org.example.app",
            ],
            _run);
        _isRunning = true;
        Assert.Contains("Use .Restarted()", await bench.FailureAsync(host => host.Service("org.example.app").Reloaded()));
    }

    [Fact]
    public async Task Brew_registers_what_is_enabled_and_only_runs_what_is_not()
    {
        var bench = Bench("brew");
        var registered = false;
        Script("brew services info redis --json", () => new(0, $$"""[{"name":"redis","service_name":"homebrew.mxcl.redis","running":{{(_isRunning ? "true" : "false")}},"loaded":true,"schedulable":false,"pid":null,"exit_code":0,"user":"ann","status":"none","file":"/opt/homebrew/opt/redis/homebrew.mxcl.redis.plist","registered":{{(registered ? "true" : "false")}},"loaded_file":null}]""", ""));
        _system.WithProcess("brew services run redis", request => Do(string.Join(' ', request.Arguments), () => _isRunning = true));
        _system.WithProcess("brew services start redis", request => Do(string.Join(' ', request.Arguments), () => _isRunning = registered = true));
        _system.WithProcess("brew services stop *", request => Do(string.Join(' ', request.Arguments), () => (_isRunning, registered) = (false, registered && request.Arguments[3] == "--keep")));
        await bench.ConvergeAsync(host => host.Service("redis").Running());
        await bench.ConvergeAsync(host => host.Service("redis").Running().Enabled());
        await bench.ConvergeAsync(host => host.Service("redis").Stopped());
        await bench.ConvergeAsync(host => host.Service("redis").Running());
        await bench.ConvergeAsync(host => host.Service("redis").Stopped().Enabled(false));
        Assert.Equal(["brew services run redis", "brew services start redis", "brew services stop --keep redis", "brew services start redis", "brew services stop redis"], _run);
        _system.WithProcess("brew services info none --json", new ProcessResult(1, "", "Error: No available formula with the name \"none\".\n"));
        Assert.Contains("brew services knows no service none", await bench.FailureAsync(host => host.Service("none").Running()));
    }

    [Fact]
    public async Task What_no_other_manager_can_do_is_said()
    {
        var bench = Bench("openrc");
        Assert.Contains("OpenRC cannot mask app", await bench.FailureAsync(host => host.Service("app").Masked()));
        Assert.Contains("OpenRC knows no service app", await bench.FailureAsync(host => host.Service("app.service").Running()));
        Assert.Empty(await bench.ApplyAsync(host => host.Service("app").Stopped()));
        _system.WithFile("/etc/init.d/app", "");
        Script("rc-service app status", () => new(3, " * status: stopped\n", ""));
        Assert.StartsWith("app was started and does not run: rc-service app status: exit code 3.", await bench.FailureAsync(host => host.Service("app").Running()));
    }

    [Fact]
    public async Task A_plan_starts_nothing_and_knows_of_a_script_that_is_only_planned()
    {
        var bench = Bench("openrc");
        _system.WithDirectory("/etc/init.d").WithProcess("rc-service app status", new ProcessResult(1, "", " * rc-service: service `app' does not exist\n"));
        Assert.Equal(
            ["File[/etc/init.d/app] create: 0755, 5 bytes", "Service[app] enable: disabled → enabled", "Service[app] start: stopped → running"],
            await bench.PlanAsync(host =>
            {
                host.File("/etc/init.d/app").Content("start").Mode("0755");
                host.Service("app").Running().Enabled();
                host.Service("app").Running().Enabled();
            }));
    }

    private Bench Bench(string family)
    {
        // What starts and stops is alike; what is not, is written after it.
        _system.WithProcess(arguments => arguments[0] is "rc-service" or "service" or "sv" or "rc-update" ? Do(string.Join(' ', arguments), () => _isRunning = string.Join(' ', arguments) switch
        {
            var command when command.Contains("start", StringComparison.Ordinal) => true,
            var command when command.Contains("stop", StringComparison.Ordinal) => false,
            _ => _isRunning,
        }) : null);
        return new Bench(_system, family, "unix");
    }

    private ProcessResult Stop()
    {
        _isRunning = false;
        return ProcessResult.Success;
    }

    private void Script(string pattern, Func<ProcessResult> answer, bool isQuery = false) => _system.WithProcess(pattern, request =>
    {
        if (!isQuery && !pattern.Contains("status", StringComparison.Ordinal) && !pattern.Contains("print", StringComparison.Ordinal) && !pattern.Contains("info", StringComparison.Ordinal))
        {
            _run.Add(string.Join(' ', request.Arguments));
        }

        return answer();
    });

    private ProcessResult Do(string command, Action act)
    {
        _run.Add(command);
        act();
        return ProcessResult.Success;
    }
}
