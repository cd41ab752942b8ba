using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class RebootProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithProcess("shutdown *", ProcessResult.Success).WithProcess("systemctl *", ProcessResult.Success);
    private readonly Bench _bench;

    public RebootProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Where_none_is_needed_nothing_happens()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Reboot()));
        _system.WithProcess("needrestart *", new ProcessResult(1, "", ""));
        Assert.Empty(await _bench.ApplyAsync(host => host.Reboot().NeededIf($"needrestart -k")));
    }

    [Fact]
    public async Task A_needed_one_waits_until_everything_is_ended()
    {
        var grace = SystemdRebootProvider.Grace;
        SystemdRebootProvider.Grace = TimeSpan.Zero;
        try
        {
            _system.WithFile("/run/reboot-required", "").WithProcess("/bin/sh -c sleep *", new ProcessResult(143, "", ""));
            Assert.Equal(["reboot: because of /run/reboot-required"], await _bench.ApplyAsync(host => host.Reboot().Message($"kernel upgrade")));
            Assert.Equal(["run systemctl --message=kernel upgrade reboot", "run /bin/sh -c sleep 300; exit 3"], _system.Effects);
        }
        finally
        {
            SystemdRebootProvider.Grace = grace;
        }

        _system.WithProcess("/bin/sh -c sleep *", new ProcessResult(3, "", ""));
        Assert.Contains("did not go down", await _bench.FailureAsync(host => host.Reboot()));
    }

    [Fact]
    public async Task A_plan_says_so_and_goes_on()
    {
        _system.WithFile("/run/reboot-required", "");
        Assert.Equal(
            ["Reboot reboot: because of /run/reboot-required", "Link[/x] create: → y"],
            (await _bench.PlanAsync(host =>
            {
                host.Reboot();
                host.Link("/x").Target("y");
            })).Select(line => line.Replace("create: y", "create: → y", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("30s", "+1")]
    [InlineData("5m", "+5")]
    [InlineData("90s", "+2")]
    public async Task A_delayed_one_is_scheduled_once(string delay, string minutes)
    {
        _system.WithProcess("shutdown *", _ =>
        {
            _system.WithFile("/run/systemd/shutdown/scheduled", "");
            return ProcessResult.Success;
        });
        await _bench.ConvergeAsync(host => host.Reboot().Always().Delay(delay).Message($"see you"));
        Assert.Equal([$"run shutdown -r {minutes} see you"], _system.Effects);
    }

    [Fact]
    public void Always_needs_a_delay() => Assert.Contains("OPM2003", Assert.Single(_bench.Validate(host => host.Reboot().Always())));
}
