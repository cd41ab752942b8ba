using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class WaitForProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithFile("/run/app.pid", "42\n").WithDirectory("/proc/self").WithFile("/var/log/app", "starting\nready now\n");
    private readonly Bench _bench;

    public WaitForProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task What_is_so_is_not_waited_for()
    {
        using var server = new Server(_ => (200, "fine"));
        Assert.Empty(await _bench.PlanAsync(host =>
        {
            host.WaitFor().Port(server.Port);
            host.WaitFor().Port(Server.FreePort()).Gone();
            host.WaitFor().Path("/var/log/app").Pattern("^ready");
            host.WaitFor().Path("/no").Gone();
            host.WaitFor().Url(server.Address).Pattern("fine");
            host.WaitFor().PidFile("/run/app.pid");
            host.WaitFor().PidFile("/run/no.pid");
            host.WaitFor().Process(42);
        }));
    }

    [Fact]
    public async Task It_waits_until_it_is_so()
    {
        _ = Task.Run(async () =>
        {
            await Task.Delay(60);
            _system.WithFile("/run/ready", "");
        });
        Assert.Empty(await _bench.ApplyAsync(host => host.WaitFor().Path("/run/ready").Every("10ms")));
        Assert.Equal(["would wait until /run/ready is there"], _bench.Messages);
    }

    [Fact]
    public async Task A_plan_says_what_it_would_wait_for_and_doubts_what_needs_it() => Assert.Equal(
        ["WaitFor[/run/app.sock is there] would wait until /run/app.sock is there", "File[/run/app.sock] create: 0644, empty ?"],
        await _bench.PlanAsync(host =>
        {
            host.WaitFor().Path("/run/app.sock");
            host.File("/run/app.sock");
        }));

    [Fact]
    public async Task It_gives_up_and_says_how_it_was()
    {
        _system.WithDirectory("/proc/42");
        Assert.Equal("It was waited 0.04 s until the process of /run/app.pid has ended: process 42 runs.", await _bench.FailureAsync(host => host.WaitFor().PidFile("/run/app.pid").Every("5ms").Timeout("40ms")));
        Assert.Contains("until /var/log/app has ^done: it is not in it.", await _bench.FailureAsync(host => host.WaitFor().Path("/var/log/app").Pattern("^done").Timeout("20ms")));
        using var server = new Server(_ => (503, ""));
        Assert.Contains("answers well: it answers 503.", await _bench.FailureAsync(host => host.WaitFor().Url(server.Address).Timeout("20ms")));
        Assert.Contains("is closed: it is still open.", await _bench.FailureAsync(host => host.WaitFor().Port(server.Port).Gone().Timeout("20ms")));
        Assert.Contains("refused", await _bench.FailureAsync(host => host.WaitFor().Port(Server.FreePort()).Timeout("20ms")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_contradicts_itself_is_told()
    {
        Assert.Contains(_bench.Validate(host => host.WaitFor()), finding => finding.StartsWith("OPM2002", StringComparison.Ordinal));
        Assert.Contains(_bench.Validate(host => host.WaitFor().Path("/x").Pattern("(")), finding => finding.StartsWith("OPM2004", StringComparison.Ordinal));
    }
}
