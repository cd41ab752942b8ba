using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class PauseProviderTests
{
    private readonly Bench _bench = new(new MemorySystem());

    [Fact]
    public async Task It_waits_and_is_no_change()
    {
        var started = TimeProvider.System.GetTimestamp();
        Assert.Empty(await _bench.ApplyAsync(host => host.Pause("20ms")));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(19));
    }

    [Fact]
    public async Task A_plan_says_that_it_would() => Assert.Equal(["Pause[1h] would pause for 1h"], await _bench.PlanAsync(host => host.Pause("1h")));
}
