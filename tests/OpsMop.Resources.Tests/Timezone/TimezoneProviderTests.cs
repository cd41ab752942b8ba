using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class TimezoneProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc")
        .WithFile("/usr/share/zoneinfo/Europe/Berlin", "TZif").WithFile("/usr/share/zoneinfo/UTC", "TZif")
        .WithFile(
            "/usr/share/zoneinfo/tzdata.zi",
            "# version 2026a\nZ Europe/Berlin 0:53:28 - LMT 1893 Ap\nZ America/New_York -4:56:2 - LMT\nL Europe/Berlin Europe/Copenhagen\n");

    private readonly Bench _bench;

    public TimezoneProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task The_link_leads_to_the_zone_and_the_name_follows_where_it_is_kept()
    {
        Assert.Equal(["set zone: Europe/Berlin"], await _bench.ConvergeAsync(host => host.Timezone("Europe/Berlin")));
        Assert.Equal(["link /etc/localtime -> /usr/share/zoneinfo/Europe/Berlin"], _system.Effects);
        _system.WithFile("/etc/timezone", "Etc/UTC\n");
        Assert.Equal(["set name: Etc/UTC → Europe/Berlin"], await _bench.ConvergeAsync(host => host.Timezone("Europe/Berlin")));
        Assert.Equal(["set zone: Europe/Berlin → UTC", "set name: Europe/Berlin → UTC"], await _bench.ConvergeAsync(host => host.Timezone("UTC")));
    }

    [Fact]
    public async Task A_relative_link_is_as_good_and_a_copy_is_replaced()
    {
        _system.WithLink("/etc/localtime", "../usr/share/zoneinfo/UTC");
        Assert.Empty(await _bench.ApplyAsync(host => host.Timezone("UTC")));
        await _system.DeleteAsync("/etc/localtime");
        _system.WithFile("/etc/localtime", "TZif");
        Assert.Equal(["set zone: a file → UTC"], await _bench.ConvergeAsync(host => host.Timezone("UTC")));
    }

    [Theory]
    [InlineData("Europe/Belrin", "Did you mean 'Europe/Berlin'?")]
    [InlineData("Copenhagen", "Did you mean 'Europe/Copenhagen'?")]
    [InlineData("Europe", "lists them")]
    public async Task A_zone_that_does_not_exist_is_refused_with_the_one_that_was_meant(string zone, string hint) =>
        Assert.Contains(hint, await _bench.FailureAsync(host => host.Timezone(zone)));

    [Fact]
    public async Task Without_zones_their_package_is_named() =>
        Assert.Contains("host.Package(\"tzdata\")", await new Bench(new MemorySystem()).FailureAsync(host => host.Timezone("UTC")));
}
