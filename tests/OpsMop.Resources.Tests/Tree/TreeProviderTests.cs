using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class TreeProviderTests
{
    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/srv").WithUser("app").WithGroup("www");
    private readonly Bench _bench;

    public TreeProviderTests()
    {
        _bench = new Bench(_system);
        foreach (var (path, text) in new[] { ("a.txt", "a"), ("bin/run.sh", "run"), ("deep/er/b.txt", "b") })
        {
            _bench.Sources["files/app/" + path] = FileContent.FromText(text);
        }
    }

    [Fact]
    public async Task A_folder_of_the_policy_is_copied()
    {
        void Define(Host host) => host.Tree("/srv/app").Source("files/app").Owner("app").Group("www").FileMode("0640").DirectoryMode("0750");
        Assert.Equal(
            ["Tree[/srv/app] make directories: 4: ., bin, deep, deep/er", "Tree[/srv/app] copy: 3: a.txt, bin/run.sh, deep/er/b.txt"],
            await _bench.PlanAsync(Define));
        await _bench.ConvergeAsync(Define);
        Assert.Equal(("0640", "app", "www"), await StatAsync("/srv/app/a.txt"));
        Assert.Equal(("0750", "app", "www"), await StatAsync("/srv/app/bin/run.sh"));
        Assert.Equal(("0750", "app", "www"), await StatAsync("/srv/app/deep/er"));
        Assert.Equal("b", await TextAsync("/srv/app/deep/er/b.txt"));
    }

    [Fact]
    public async Task Only_what_differs_is_changed_and_the_rest_stays()
    {
        await _bench.ConvergeAsync(host => host.Tree("/srv/app").Source("files/app"));
        _system.WithFile("/srv/app/a.txt", "other", "0600", "app").WithFile("/srv/app/mine", "").WithFile("/srv/app/bin/run.sh", "run", "0644");
        Assert.Equal(["copy: 1: a.txt", "chmod: 1: bin/run.sh"], await _bench.ConvergeAsync(host => host.Tree("/srv/app").Source("files/app")));
        Assert.Equal(("0600", "app", "root"), await StatAsync("/srv/app/a.txt"));
        Assert.Equal(["chown: app:www: 7: ., a.txt, bin, bin/run.sh, deep and 2 more"], await _bench.ConvergeAsync(host => host.Tree("/srv/app").Source("files/app").Owner("app").Group("www")));
    }

    [Fact]
    public async Task What_is_not_in_the_source_goes_on_request()
    {
        await _bench.ConvergeAsync(host => host.Tree("/srv/app").Source("files/app"));
        _system.WithFile("/srv/app/old", "").WithDirectory("/srv/app/gone").WithFile("/srv/app/gone/x", "").WithDirectory("/srv/app/var").WithFile("/srv/app/var/app.log", "")
            .WithFile("/srv/app/var/tmp", "").WithFile("/srv/app/deep/er/line", "a\n").WithFile("/srv/app/deep/er/c", "");
        Assert.Equal(["delete: 4: deep/er/c, gone, old, var/tmp →"], await _bench.ConvergeAsync(host =>
        {
            host.Tree("/srv/app").Source("files/app").Delete().Except("*.log", "bin");
            host.Line("/srv/app/deep/er/line", "a");
        }));
    }

    [Fact]
    public async Task A_directory_of_the_host_is_copied_with_its_links_and_modes()
    {
        _system.WithDirectory("/opt/from", "0700").WithFile("/opt/from/x", "x", "0751").WithLink("/opt/from/l", "x").WithDirectory("/opt/from/empty", "0711");
        void Define(Host host) => host.Tree("/srv/to").From("/opt/from").Delete();
        await _bench.ConvergeAsync(Define);
        Assert.Equal(("0751", "root", "root"), await StatAsync("/srv/to/x"));
        Assert.Equal("0711", (await StatAsync("/srv/to/empty")).Mode);
        Assert.Equal("x", await _system.ReadLinkAsync("/srv/to/l"));

        // What is of another kind makes room.
        await _system.DeleteAsync("/srv/to/x");
        await _system.DeleteAsync("/srv/to/empty");
        _system.WithDirectory("/srv/to/x").WithFile("/srv/to/x/y", "").WithFile("/srv/to/empty", "").WithFile("/srv/to/l2", "");
        Assert.Equal(["delete: 3: empty, x, l2 →", "make directories: 1: empty", "copy: 1: x"], await _bench.ConvergeAsync(Define));
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        _system.WithDirectory("/srv/app").WithDirectory("/srv/app/a.txt").WithDirectory("/etc");
        Assert.Contains("Add .Delete()", await _bench.FailureAsync(host => host.Tree("/srv/app").Source("files/app")));
        Assert.Contains("There is no directory /srv/none to copy from", await _bench.FailureAsync(host => host.Tree("/srv/app").From("/srv/none")));
        Assert.Contains("nothing is deleted in it", await _bench.FailureAsync(host => host.Tree("/etc").Source("files/app").Delete()));
        Assert.Contains("one within the other", Assert.Single(_bench.Validate(host => host.Tree("/srv/app").From("/srv"))));
    }

    private async Task<(string Mode, string Owner, string Group)> StatAsync(AbsolutePath path) =>
        await _system.StatAsync(path) is { } have ? (have.Mode.ToString(), have.Owner, have.Group) : default;

    private async Task<string> TextAsync(AbsolutePath path) => Encoding.UTF8.GetString((await _system.ReadAsync(path)).Span);
}
