using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class GroupProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithUser("ann").WithUser("bob").WithProcess("group* *", ProcessResult.Success).WithProcess("gpasswd *", ProcessResult.Success);
    private readonly Bench _bench;

    public GroupProviderTests() => _bench = new Bench(_system);

    [Theory]
    [InlineData(null, false, "groupadd www")]
    [InlineData(33, false, "groupadd --gid 33 www")]
    [InlineData(null, true, "groupadd --system www")]
    public async Task A_missing_group_is_created(int? gid, bool system, string command)
    {
        await _bench.ApplyAsync(host =>
        {
            var group = host.Group("www").Gid(gid);
            _ = system ? group.System() : group;
        });
        Assert.Equal(["run " + command], _system.Effects);
    }

    [Fact]
    public async Task What_differs_is_changed()
    {
        _system.WithGroup("www", 33, "ann", "old");
        Assert.Equal(["change gid: 33 → 34"], await _bench.ApplyAsync(host => host.Group("www").Gid(34)));
        Assert.Equal(["set members: ann, old → ann, old, bob"], await _bench.ApplyAsync(host => host.Group("www").Members("ann", "bob")));
        Assert.Equal(["set members: ann, old → ann, bob"], await _bench.ApplyAsync(host => host.Group("www").Members("ann", "bob").ExactMembers()));
        Assert.Equal(["run groupmod --gid 34 www", "run gpasswd --members ann,old,bob www", "run gpasswd --members ann,bob www"], _system.Effects);
    }

    [Fact]
    public async Task A_group_as_it_should_be_is_left_alone()
    {
        _system.WithGroup("www", 33, "ann", "bob");
        Assert.Empty(await _bench.ApplyAsync(host => host.Group("www").Gid(33).System().Members("bob")));
        Assert.Empty(await _bench.ApplyAsync(host => host.Group("no").Absent()));
    }

    [Fact]
    public async Task An_absent_group_goes()
    {
        _system.WithGroup("www", 33);
        Assert.Equal(["delete: gid 33 →"], await _bench.ApplyAsync(host => host.Group("www").Absent()));
        Assert.Equal(["run groupdel www"], _system.Effects);
    }

    [Fact]
    public async Task A_member_who_does_not_exist_is_named() =>
        Assert.Contains("There is no user \"no\"", await _bench.FailureAsync(host => host.Group("root").Members("no")));

    [Fact]
    public async Task A_failure_shows_what_the_program_said()
    {
        _system.WithGroup("www").WithProcess("groupdel *", new ProcessResult(8, "", "groupdel: cannot remove the primary group of user 'ann'\n"));
        Assert.Equal("groupdel www: exit code 8.\ngroupdel: cannot remove the primary group of user 'ann'", await _bench.FailureAsync(host => host.Group("www").Absent()));
    }
}
