using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SudoersProviderTests
{
    private readonly MemorySystem _system = new MemorySystem()
        .WithDirectory("/etc/sudoers.d", "0750").WithFile("/usr/sbin/visudo", "", "0755").WithProcess("visudo --check --quiet --file *", ProcessResult.Success);
    private readonly Bench _bench;

    public SudoersProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_rule_is_checked_before_it_is_in_place()
    {
        await _bench.ConvergeAsync(host => host.SudoRule("deploy").Users("deploy").Commands("/usr/bin/systemctl restart app").NoPassword());
        Assert.Equal("deploy ALL = NOPASSWD: /usr/bin/systemctl restart app\n", await TextAsync());
        Assert.Equal(["stage /etc/sudoers.d/deploy 0440 root:root", "run visudo --check --quiet --file", "commit /etc/sudoers.d/deploy"], _system.Effects.Select(Short));

        static string Short(string effect) => effect.StartsWith("run", StringComparison.Ordinal) ? effect[..effect.LastIndexOf(' ')] : effect;
    }

    [Fact]
    public async Task All_that_a_rule_can_say_is_written_as_sudoers_reads_it()
    {
        await _bench.ConvergeAsync(host => host.SudoRule("deploy").Users("ann", "bob").Groups("ops").Hosts("web1", "10.0.0.0/8").RunAs("app", "%daemons").RunAsGroups("www")
            .Commands("/usr/bin/rsync --rsh=x a:b,c", "/opt/app/bin/", "sudoedit /etc/app.conf").NoExec().SetEnvironment().Defaults("!requiretty", "timestamp_timeout=5"));
        Assert.Equal(
            "Defaults:ann,bob,%ops !requiretty, timestamp_timeout=5\n"
            + "ann, bob, %ops web1, 10.0.0.0/8 = (app, %daemons : www) NOEXEC: SETENV: /usr/bin/rsync --rsh\\=x a\\:b\\,c, /opt/app/bin/, sudoedit /etc/app.conf\n",
            await TextAsync());
        await _bench.ConvergeAsync(host => host.SudoRule("deploy").Users("ann").RunAsGroups("www").Commands("ALL"));
        Assert.Equal("ann ALL = (:www) ALL\n", await TextAsync());
        await _bench.ConvergeAsync(host => host.SudoRule("deploy").Content("User_Alias OPS = ann"));
        Assert.Equal("User_Alias OPS = ann\n", await TextAsync());
    }

    [Fact]
    public async Task A_rule_that_visudo_refuses_is_not_put_in_place()
    {
        _system.WithFile("/etc/sudoers.d/deploy", "old\n", "0440").WithProcess("visudo *", new ProcessResult(1, "", "syntax error near line 1\n"));
        Assert.Contains("syntax error near line 1", await _bench.FailureAsync(host => host.SudoRule("deploy").Content("nonsense")));
        Assert.Equal("old\n", await TextAsync());
    }

    [Fact]
    public async Task Modes_converge_and_an_absent_rule_goes()
    {
        _system.WithFile("/etc/sudoers.d/deploy", "ann ALL = ALL\n", "0644");
        Assert.Equal(["chmod: 0644 → 0440"], await _bench.ConvergeAsync(host => host.SudoRule("deploy").Users("ann").Commands("ALL")));
        Assert.Single(await _bench.ConvergeAsync(host => host.SudoRule("deploy").Absent()));
        Assert.Empty(await _bench.ApplyAsync(host => host.SudoRule("no").Absent()));
    }

    [Fact]
    public async Task Without_sudo_its_package_is_named()
    {
        var system = new MemorySystem();
        Assert.Contains("host.Package(\"sudo\")", await new Bench(system).FailureAsync(host => host.SudoRule("deploy").Users("ann").Commands("ALL")));
    }

    [Fact]
    public void What_sudo_would_not_read_is_reported()
    {
        Assert.Contains("passes over", Assert.Single(_bench.Validate(host => host.SudoRule("deploy.conf").Absent())));
        Assert.Contains("one of Users, Groups", Assert.Single(_bench.Validate(host => host.SudoRule("deploy").Commands("ALL"))));
        Assert.Contains("need Commands", Assert.Single(_bench.Validate(host => host.SudoRule("deploy").Users("ann").Content("x"))));
        Assert.Contains("full path", Assert.Single(_bench.Validate(host => host.SudoRule("deploy").Users("ann").Commands("systemctl restart app"))));
        Assert.Contains("without a %", Assert.Single(_bench.Validate(host => host.SudoRule("deploy").Groups("%ops").Commands("ALL"))));
    }

    private async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await _system.ReadAsync("/etc/sudoers.d/deploy")).Span);
}
