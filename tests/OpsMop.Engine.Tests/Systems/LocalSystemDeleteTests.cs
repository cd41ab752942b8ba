using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Systems;

public sealed class LocalSystemDeleteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalSystem _system = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Deleting_what_is_not_there_does_nothing()
    {
        await _system.DeleteAsync(_folder / "nothing", recursive: true);
        await _system.DeleteAsync(_folder / "no/such/folder");
    }

    [Fact]
    public async Task A_directory_that_is_not_empty_stays_unless_told_otherwise()
    {
        Directory.CreateDirectory((_folder / "d/e").Value);

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.DeleteAsync(_folder / "d"));
        Assert.Equal(SystemFault.NotEmpty, fault.Fault);
        await _system.DeleteAsync(_folder / "d", recursive: true);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_tree_goes_and_what_its_links_point_to_stays()
    {
        Directory.CreateDirectory((_folder / "tree/a/b").Value);
        Directory.CreateDirectory((_folder / "outside").Value);
        File.WriteAllText((_folder / "outside/precious").Value, "x");
        File.WriteAllText((_folder / "tree/a/f").Value, "x");
        await _system.CreateLinkAsync(_folder / "tree/a/b/link", (_folder / "outside").Value);
        await _system.CreateLinkAsync(_folder / "tree/up", "..");

        await _system.DeleteAsync(_folder / "tree", recursive: true);

        Assert.Equal(["outside"], _folder.Names);
        Assert.True(File.Exists((_folder / "outside/precious").Value));
    }

    [Fact]
    public async Task A_link_to_a_directory_is_deleted_as_a_link()
    {
        Directory.CreateDirectory((_folder / "outside/d").Value);
        await _system.CreateLinkAsync(_folder / "link", "outside");

        await _system.DeleteAsync(_folder / "link", recursive: true);

        Assert.Equal(["outside"], _folder.Names);
        Assert.True(Directory.Exists((_folder / "outside/d").Value));
    }

    [Fact]
    public async Task A_directory_swapped_for_a_link_meanwhile_leads_nowhere_else()
    {
        Directory.CreateDirectory((_folder / "outside").Value);
        File.WriteAllText((_folder / "outside/precious").Value, "x");
        using var done = new CancellationTokenSource();
        var tree = (_folder / "tree").Value;
        var attacker = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                // Errors are part of the game: the other side deletes what this one moves.
                _ = Libc.Rename(UnixAbi.CurrentDirectory, $"{tree}/victim", $"{tree}/hidden");
                _ = Libc.MakeLink("../outside", UnixAbi.CurrentDirectory, $"{tree}/victim");
                _ = Libc.Unlink(UnixAbi.CurrentDirectory, $"{tree}/victim");
                _ = Libc.Rename(UnixAbi.CurrentDirectory, $"{tree}/hidden", $"{tree}/victim");
            }
        });
        attacker.Start();
        for (var i = 0; i < 300; i++)
        {
            try
            {
                Directory.CreateDirectory($"{tree}/victim/deep");
                File.WriteAllText($"{tree}/other", "x");
                await _system.DeleteAsync(_folder / "tree", recursive: true);
            }
            catch (Exception fault) when (fault is SystemFaultException or IOException)
            {
                // It may lose against somebody who keeps adding; it may not lose to them.
            }
        }

        await done.CancelAsync();
        attacker.Join();
        await _system.DeleteAsync(_folder / "tree", recursive: true);

        Assert.Equal("x", File.ReadAllText((_folder / "outside/precious").Value));
    }

    [Fact]
    public async Task A_tree_deeper_than_paths_and_descriptors_reach_is_deleted()
    {
        var here = Libc.Open(UnixAbi.CurrentDirectory, _folder.Path.Value, UnixAbi.OnlyDirectory);
        for (var depth = 0; depth < 1500; depth++)
        {
            var name = depth == 0 ? "deep" : "down";
            Assert.Equal(0, Libc.MakeDirectory(here, name, 0x1C0));
            var below = Libc.Open(here, name, UnixAbi.OnlyDirectory);
            Libc.Close(here);
            here = below;
        }

        Libc.Close(here);

        await _system.DeleteAsync(_folder / "deep", recursive: true);

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_directory_with_many_files_is_deleted()
    {
        Directory.CreateDirectory((_folder / "many").Value);
        for (var i = 0; i < 1000; i++)
        {
            File.WriteAllBytes((_folder / $"many/a-name-of-some-length-{i}").Value, []);
        }

        await _system.DeleteAsync(_folder / "many", recursive: true);

        Assert.Empty(_folder.Names);
    }

    [RootFact]
    public async Task What_is_mounted_in_a_tree_is_not_deleted_along()
    {
        Directory.CreateDirectory((_folder / "tree/mnt").Value);
        Directory.CreateDirectory((_folder / "data").Value);
        File.WriteAllText((_folder / "data/precious").Value, "x");
        using var mounted = await MountedFolder.MountAsync(_folder / "tree/mnt", "--bind", (_folder / "data").Value);

        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.DeleteAsync(_folder / "tree", recursive: true));

        Assert.Equal(SystemFault.Refused, fault.Fault);
        Assert.Contains("Unmount it first", fault.Message);
        Assert.True(File.Exists((_folder / "data/precious").Value));
    }
}
