using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class FetchProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithFile("/var/log/x", "secret\n").WithDirectory("/srv");
    private readonly Bench _bench;

    public FetchProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_file_is_brought_and_only_if_it_differs()
    {
        Assert.Equal(["create: /srv/collected", "fetch: /srv/collected/x, 7 bytes"], await _bench.ConvergeAsync(host => host.Fetch("/var/log/x").To("/srv/collected/x")));
        Assert.Equal(["mkdir /srv/collected 0700 root:root", "write /srv/collected/x 0600 root:root"], _system.Effects);
        Assert.Null(_bench.Changes.FirstOrDefault()?.Diff);
        await _system.SetModeAsync("/srv/collected/x", "0644");
        Assert.Equal(["chmod: 0644 → 0600"], await _bench.ConvergeAsync(host => host.Fetch("/var/log/x").To("/srv/collected/x")));
        _system.WithFile("/var/log/x", "more\n");
        Assert.Equal(["fetch: 7 bytes → /srv/collected/x, 5 bytes"], await _bench.ConvergeAsync(host => host.Fetch("/var/log/x").To("/srv/collected/x")));
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        Assert.Contains("There is no file /no", await _bench.FailureAsync(host => host.Fetch("/no").To("/srv/x")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Fetch("/no").To("/srv/x").Optional()));
        Assert.Contains(".To(\"/srv/x\")", await _bench.FailureAsync(host => host.Fetch("/var/log/x").To("/srv")));
        Assert.Contains("is no file", await _bench.FailureAsync(host => host.Fetch("/var/log").To("/srv/x")));
    }

    [Fact]
    public async Task A_plan_fetches_what_it_will_write() => Assert.Equal(
        ["File[/var/log/y] create: 0644, 2 bytes", "Fetch[/var/log/y] fetch: /srv/y, 2 bytes"],
        await _bench.PlanAsync(host =>
        {
            host.File("/var/log/y").Content("y\n");
            host.Fetch("/var/log/y").To("/srv/y");
        }));
}
