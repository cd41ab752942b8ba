using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class HostsProviderTests
{
    private const string Hosts = "127.0.0.1\tlocalhost\n# db\n10.0.0.5  db db.example.org # the old one\n::1 localhost ip6-localhost\n10.0.0.5 more\n";

    private readonly MemorySystem _system = new MemorySystem().WithFile("/etc/hosts", Hosts);
    private readonly Bench _bench;

    public HostsProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task An_address_has_the_names_that_are_declared_in_one_line()
    {
        Assert.Equal(["change: db, db.example.org, more → db, data"], await _bench.ConvergeAsync(host => host.HostsEntry("10.0.0.5").Names("db", "data")));
        Assert.Equal("127.0.0.1\tlocalhost\n# db\n10.0.0.5\tdb data # the old one\n::1 localhost ip6-localhost\n", await TextAsync());
        Assert.Equal(["add: web"], await _bench.ConvergeAsync(host => host.HostsEntry("fd00::5").Names("web")));
        Assert.EndsWith("\nfd00::5\tweb\n", await TextAsync(), StringComparison.Ordinal);
        Assert.Equal(["delete: db, data →"], await _bench.ConvergeAsync(host => host.HostsEntry("10.0.0.5").Absent()));
        Assert.Empty(await _bench.ApplyAsync(host => host.HostsEntry("10.0.0.9").Absent()));
    }

    [Fact]
    public async Task An_address_is_known_however_it_is_written()
    {
        _system.WithFile("/etc/hosts", "FD00:0::0005 web");
        Assert.Empty(await _bench.ApplyAsync(host => host.HostsEntry("fd00::5").Names("web")));
        await _bench.ConvergeAsync(host => host.HostsEntry("10.0.0.1").Names("a"));
        Assert.Equal("FD00:0::0005 web\n10.0.0.1\ta\n", await TextAsync());
    }

    [Fact]
    public async Task Names_move_from_other_addresses_of_their_kind()
    {
        await _bench.ConvergeAsync(host => host.HostsEntry("10.0.0.6").Names("DB", "localhost").MoveNames());
        Assert.Equal("# db\n10.0.0.5\tdb.example.org # the old one\n::1 localhost ip6-localhost\n10.0.0.5 more\n10.0.0.6\tDB localhost\n", await TextAsync());
    }

    [Theory]
    [InlineData("db")]
    [InlineData("10.5")]
    public void What_is_no_address_is_reported(string address) => Assert.Contains("is no address", Assert.Single(_bench.Validate(host => host.HostsEntry(address).Names("a"))));

    private async Task<string> TextAsync() => System.Text.Encoding.UTF8.GetString((await _system.ReadAsync("/etc/hosts")).Span);
}
