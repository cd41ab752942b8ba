using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class LogrotateProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/logrotate.d").WithProcess("/bin/sh -c *", ProcessResult.Success);
    private readonly Bench _bench;

    public LogrotateProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task All_options_are_written()
    {
        var unit = "my app";
        Assert.Equal(
            ["create: /etc/logrotate.d/app 0644 root:root"],
            await _bench.ConvergeAsync(host => host.Logrotate("app").Paths("/var/log/app/*.log", "/var/log/my app/x.log").Weekly().MaxSize("100M").MinSize("1k").Keep(14).MaxAge(90)
                .Compress().DelayCompress().DateNames(false).MissingOk().RotateEmpty(false).CreateMode("0640").CreateOwner("app").CreateGroup("adm").SuUser("app").SuGroup("app")
                .SharedScripts().PreRotate($"true").PostRotate($"systemctl reload {unit}")));
        Assert.Equal(
            """
            # Managed by OpsMop.
            /var/log/app/*.log "/var/log/my app/x.log" {
                weekly
                minsize 1k
                maxsize 100M
                rotate 14
                maxage 90
                compress
                delaycompress
                nodateext
                missingok
                notifempty
                create 0640 app adm
                su app app
                sharedscripts
                prerotate
            true
                endscript
                postrotate
            systemctl reload 'my app'
                endscript
            }

            """,
            Encoding.UTF8.GetString((await _system.ReadAsync("/etc/logrotate.d/app")).Span));
        Assert.StartsWith("delete: a file", Assert.Single(await _bench.ConvergeAsync(host => host.Logrotate("app").Absent())));
    }

    [Fact]
    public async Task What_is_not_said_is_left_to_logrotates_own_configuration()
    {
        await _bench.ConvergeAsync(host => host.Logrotate("app").Paths("/var/log/app.log").Size("1G").CopyTruncate());
        Assert.Equal("# Managed by OpsMop.\n/var/log/app.log {\n    size 1G\n    copytruncate\n}\n", Encoding.UTF8.GetString((await _system.ReadAsync("/etc/logrotate.d/app")).Span));
    }

    [Fact]
    public async Task What_logrotate_refuses_is_not_put_in_place()
    {
        _system.WithProcess("/bin/sh -c *", new ProcessResult(1, "error: /etc/logrotate.d/app:4 unknown user 'no'\n", ""));
        Assert.Equal(
            "logrotate does not accept the new /etc/logrotate.d/app, which is left as it is:\nerror: /etc/logrotate.d/app:4 unknown user 'no'",
            await _bench.FailureAsync(host => host.Logrotate("app").Paths("/x").SuUser("no").SuGroup("no")));
        Assert.Null(await _system.StatAsync("/etc/logrotate.d/app"));
    }

    [Fact]
    public async Task Without_logrotate_the_package_is_named() =>
        Assert.Contains("host.Package(\"logrotate\")", await new Bench(new MemorySystem()).FailureAsync(host => host.Logrotate("app").Paths("/x")));

    [Fact]
    public void What_cannot_be_is_reported()
    {
        Assert.Contains("Paths is required", Assert.Single(_bench.Validate(host => host.Logrotate("app").Daily())));
        Assert.Contains("'x.log' is no path", Assert.Single(_bench.Validate(host => host.Logrotate("app").Paths("x.log"))));
        Assert.Contains("a number of bytes", Assert.Single(_bench.Validate(host => host.Logrotate("app").Paths("/x").Size("1T"))));
        Assert.Contains("endscript", Assert.Single(_bench.Validate(host => host.Logrotate("app").Paths("/x").PostRotate($"a\nendscript\nb"))));
        Assert.Contains("exclude each other", Assert.Single(_bench.Validate(host => host.Logrotate("app").Paths("/x").Daily().Size("1M"))));
    }
}
