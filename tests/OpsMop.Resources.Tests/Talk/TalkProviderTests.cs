using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class TalkProviderTests
{
    private readonly MemorySystem _system = new();
    private readonly Bench _bench;

    public TalkProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task Echo_says_something_and_changes_nothing()
    {
        Assert.Empty(await _bench.ApplyAsync(host => host.Echo($"configured {host.Name}")));
        Assert.Equal(["configured test"], _bench.Messages);
    }

    [Fact]
    public void Echo_and_fail_refuse_secrets()
    {
        var secret = Secret.Adopt("hunter2");
        Assert.Contains("OPM4001", Assert.Single(_bench.Validate(host => host.Echo($"{secret}"))), StringComparison.Ordinal);
        Assert.Contains("OPM4001", Assert.Single(_bench.Validate(host => host.Fail($"{secret}"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assert_fails_unless_its_condition_holds_when_its_turn_comes()
    {
        Assert.Equal("no data disk", await _bench.FailureAsync(host => host.Assert(() => host.FileTests.IsDirectory("/data"), "no data disk")));
        await _bench.ApplyAsync(host =>
        {
            host.Directory("/data");
            host.Assert(() => host.FileTests.IsDirectory("/data"), "no data disk");
        });
    }

    [Fact]
    public async Task Fail_fails() => Assert.Equal("stop", await _bench.FailureAsync(host => host.Fail("stop")));

    [Fact]
    public async Task Facts_are_shown_as_they_are_named()
    {
        await _bench.ApplyAsync(host => host.DebugFacts());
        Assert.Contains("platform.distribution = debian", _bench.Messages);
        Assert.Contains("network.hostName = test", _bench.Messages);
        Assert.Contains("userFacts.rack = {\"row\":3}", _bench.Messages);
        await _bench.ApplyAsync(host => host.DebugFacts().UserFacts());
        Assert.Equal(["userFacts.rack = {\"row\":3}"], _bench.Messages);
    }
}
