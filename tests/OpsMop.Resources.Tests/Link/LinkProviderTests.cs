using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class LinkProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc").WithUser("app");
    private readonly Bench _bench;

    public LinkProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_missing_link_is_created_also_to_what_does_not_exist()
    {
        Assert.Equal(["create: ../no/where"], await _bench.ConvergeAsync(host => host.Link("/etc/l").Target("../no/where")));
    }

    [Fact]
    public async Task A_link_that_points_elsewhere_is_replaced()
    {
        _system.WithLink("/etc/l", "/old");
        Assert.Equal(["link: /old → /new", "chown: root → app"], await _bench.ConvergeAsync(host => host.Link("/etc/l").Target("/new").Owner("app")));
        Assert.Equal(["link /etc/l -> /new"], _system.Effects);
    }

    [Fact]
    public async Task The_owner_is_that_of_the_link_itself()
    {
        _system.WithFile("/etc/f", "").WithLink("/etc/l", "f");
        Assert.Equal(["chown: root → app"], await _bench.ConvergeAsync(host => host.Link("/etc/l").Target("f").Owner("app")));
        Assert.Equal("root", (await _system.StatAsync("/etc/f"))!.Owner);
    }

    [Fact]
    public async Task A_file_is_replaced_only_with_force()
    {
        _system.WithFile("/etc/l", "");
        Assert.Contains("/etc/l is a file, not a link. Add .Force()", await _bench.FailureAsync(host => host.Link("/etc/l").Target("/new")));
        Assert.Equal(["replace: a file → /new"], await _bench.ConvergeAsync(host => host.Link("/etc/l").Target("/new").Force()));
    }

    [Fact]
    public async Task A_directory_is_never_replaced()
    {
        _system.WithDirectory("/etc/d");
        Assert.Contains("a link does not replace it", await _bench.FailureAsync(host => host.Link("/etc/d").Target("/new").Force()));
        Assert.Contains("The directory /no does not exist", await _bench.FailureAsync(host => host.Link("/no/l").Target("/new")));
    }

    [Fact]
    public async Task An_absent_link_goes_and_nothing_else_does()
    {
        _system.WithFile("/etc/f", "").WithLink("/etc/l", "f");
        Assert.Equal(["delete: f →"], await _bench.ConvergeAsync(host => host.Link("/etc/l").Absent()));
        Assert.Contains("/etc/f is a file, not a link", await _bench.FailureAsync(host => host.Link("/etc/f").Absent()));
        Assert.Contains("/etc is a directory, not a link", await _bench.FailureAsync(host => host.Link("/etc").Absent()));
    }

    [Fact]
    public void Either_a_target_or_absent_is_required()
    {
        Assert.StartsWith("OPM2002", Assert.Single(_bench.Validate(host => host.Link("/l"))), StringComparison.Ordinal);
        Assert.StartsWith("OPM2001", Assert.Single(_bench.Validate(host => host.Link("/l").Target("x").Absent())), StringComparison.Ordinal);
    }
}
