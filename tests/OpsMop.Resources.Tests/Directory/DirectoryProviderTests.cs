using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class DirectoryProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc").WithDirectory("/srv").WithUser("app").WithGroup("www");
    private readonly Bench _bench;

    public DirectoryProviderTests() => _bench = new Bench(_system);

    [Fact]
    public async Task A_missing_directory_is_created()
    {
        Assert.Equal(["create: 0750 app:www"], await _bench.ConvergeAsync(host => host.Directory("/srv/app").Owner("app").Group("www").Mode("0750")));
        Assert.Equal(["mkdir /srv/app 0750 app:www"], _system.Effects);
        Assert.Equal(["create: 0755"], await _bench.ConvergeAsync(host => host.Directory("/srv/other")));
    }

    [Theory]
    [InlineData("0755", "root", "chown: root → app", "chmod: 0755 → 0750")]
    [InlineData("0750", "root", "chown: root → app")]
    [InlineData("0750", "app")]
    public async Task Only_what_differs_is_changed(string mode, string owner, params string[] changes)
    {
        _system.WithDirectory("/srv/app", mode, owner);
        Assert.Equal(changes, await _bench.ConvergeAsync(host => host.Directory("/srv/app").Owner("app").Mode("0750")));
    }

    [Fact]
    public async Task Parents_are_made_on_request()
    {
        Assert.Contains("The directory /srv/a/b does not exist. Declare host.Directory(\"/srv/a/b\") above, or add .Parents().", await _bench.FailureAsync(host => host.Directory("/srv/a/b/c")));
        Assert.Equal(
            ["create parent: /srv/a 0755", "create parent: /srv/a/b 0755", "create: 0700 app"],
            await _bench.ConvergeAsync(host => host.Directory("/srv/a/b/c").Parents().Owner("app").Mode("0700")));
    }

    [Fact]
    public async Task An_absent_directory_goes_with_all_that_is_in_it()
    {
        _system.WithFile("/srv/app/x/y", "");
        Assert.Equal(["delete: a directory with all that is in it →"], await _bench.ConvergeAsync(host => host.Directory("/srv/app").Absent()));
        Assert.Contains("the system stands on", await _bench.FailureAsync(host => host.Directory("/etc").Absent()));
        Assert.Contains("the system stands on", await _bench.FailureAsync(host => host.Directory("/").Absent()));
    }

    [Fact]
    public async Task Recursive_reaches_everything_below_but_links_and_what_others_manage()
    {
        _system.WithFile("/srv/app/bin/run", "", "0600").WithFile("/srv/app/etc/own", "", "0600").WithFile("/srv/outside", "").WithLink("/srv/app/link", "/srv/outside");
        void Policy(Host host)
        {
            host.Directory("/srv/app").Recursive().Owner("app").Mode("0750").FileMode("0640");
            host.File("/srv/app/etc/own").Owner("root").Mode("0600");
        }

        Assert.Equal(
            ["chown: root → app", "chmod: 0755 → 0750", "chown below: app: bin, bin/run, etc, link", "chmod below: etc, bin/run, bin"],
            await _bench.ConvergeAsync(Policy));
        Assert.Equal("root", (await _system.StatAsync("/srv/outside"))!.Owner);
        Assert.Equal("root", (await _system.StatAsync("/srv/app/etc/own"))!.Owner);
        Assert.Equal("0640", (await _system.StatAsync("/srv/app/bin/run"))!.Mode.ToString());
    }

    [Fact]
    public async Task A_link_to_a_directory_counts_as_the_directory()
    {
        _system.WithDirectory("/srv/real").WithLink("/srv/link", "real");
        Assert.Equal(["chown: root → app", "chmod: 0755 → 0700"], await _bench.ConvergeAsync(host => host.Directory("/srv/link").Mode("0700").Owner("app")));
        Assert.Equal("app", (await _system.StatAsync("/srv/real"))!.Owner);
        Assert.True((await _system.StatAsync("/srv/link"))!.IsLink);
        Assert.Contains("is a link, and Recursive follows none", await _bench.FailureAsync(host => host.Directory("/srv/link").Recursive()));
        Assert.Contains("is a link, not a directory. Use host.Link", await _bench.FailureAsync(host => host.Directory("/srv/link").Absent()));
        _system.WithLink("/srv/dangling", "/srv/nothing").WithLink("/srv/loop", "/srv/loop");
        Assert.Contains("is a link to /srv/nothing, which does not exist", await _bench.FailureAsync(host => host.Directory("/srv/dangling")));
        Assert.Contains("leads in a circle", await _bench.FailureAsync(host => host.Directory("/srv/loop")));
    }

    [Fact]
    public async Task A_file_is_never_replaced()
    {
        _system.WithFile("/srv/x", "kept");
        Assert.Contains("/srv/x is a file, not a directory", await _bench.FailureAsync(host => host.Directory("/srv/x")));
        Assert.Contains("/srv/x is a file, not a directory", await _bench.FailureAsync(host => host.Directory("/srv/x").Absent()));
        Assert.Contains("/srv/x is a file, not a directory, so that /srv/x/y cannot be in it", await _bench.FailureAsync(host => host.Directory("/srv/x/y").Parents()));
    }

    [Fact]
    public async Task What_nobody_declares_goes()
    {
        _system.WithDirectory("/srv/d").WithFile("/srv/d/mine", "").WithFile("/srv/d/alien", "").WithFile("/srv/d/keep.local", "").WithDirectory("/srv/d/sub")
            .WithFile("/srv/d/sub/line", "a\n").WithFile("/srv/d/sub/alien", "").WithDirectory("/srv/d/gone").WithFile("/srv/d/gone/x", "").WithLink("/srv/d/link", "/etc");
        void Define(Host host)
        {
            host.Directory("/srv/d").Purge().Except("*.local", "cache/**");
            host.File("/srv/d/mine");
            host.Line("/srv/d/sub/line", "a");
        }

        Assert.Equal(["delete: /srv/d/alien →", "delete: /srv/d/gone →", "delete: /srv/d/link →", "delete: /srv/d/sub/alien →"], await _bench.ConvergeAsync(Define));
        _system.WithDirectory("/srv/d/cache").WithFile("/srv/d/cache/x", "");
        Assert.Empty(await _bench.ConvergeAsync(Define));
        Assert.Contains("the system stands on, and is not purged", await _bench.FailureAsync(host => host.Directory("/etc").Purge()));
        _system.WithLink("/srv/l", "/srv/d");
        Assert.Contains("Purge follows none", await _bench.FailureAsync(host => host.Directory("/srv/l").Purge()));
    }
}
