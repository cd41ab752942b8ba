using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Systems;

public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_flush_with_nothing_pending_completes_at_once()
    {
        var system = new LocalSystem();

        Assert.True(system.FlushAsync().IsCompletedSuccessfully);
        await system.WriteAsync(_folder / "f", FileContent.FromText("x"!), new("0600"));
        await system.FlushAsync();
        Assert.True(system.FlushAsync().IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(Durability.Grouped)]
    [InlineData(Durability.Each)]
    [InlineData(Durability.None)]
    public async Task Every_effect_works_with_every_durability(Durability durability)
    {
        var system = new LocalSystem(new() { Durability = durability });

        await system.CreateDirectoryAsync(_folder / "d", new("0755"));
        await system.WriteAsync(_folder / "d/f", FileContent.FromText("x"!), new("0600"));
        await system.WriteAsync(_folder / "d/f", FileContent.FromText("y"!), new("0600"));
        await system.CreateLinkAsync(_folder / "d/l", "f");
        await system.SetModeAsync(_folder / "d/f", "0640");
        await system.SetModeAsync(_folder / "d", "0700");
        await system.SetOwnerAsync(_folder / "d/l", (await system.StatAsync(_folder / "d/l"))!.Owner, null);
        await system.FlushAsync();
        await system.DeleteAsync(_folder / "d", recursive: true);
        await system.FlushAsync();

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_file_that_is_replaced_is_made_durable_before_and_a_new_one_is_not()
    {
        var grouped = new PendingWrites(Durability.Grouped);
        Assert.True(grouped.SynchronisesFile(replaces: true));
        Assert.False(grouped.SynchronisesFile(replaces: false));
        Assert.True(new PendingWrites(Durability.Each).SynchronisesFile(replaces: false));
        Assert.False(new PendingWrites(Durability.None).SynchronisesFile(replaces: true));
        await grouped.FlushAsync(default);
    }

    [RootFact]
    public async Task A_file_system_that_was_written_to_can_be_unmounted_by_the_next_process()
    {
        var system = new LocalSystem();
        Directory.CreateDirectory((_folder / "mnt").Value);
        using var mounted = await MountedFolder.MountAsync(_folder / "mnt", "-t", "tmpfs", "tmpfs");
        await system.WriteAsync(_folder / "mnt/f", FileContent.FromText("x"!), new("0600"));

        var result = await system.RunAsync(new(["umount", (_folder / "mnt").Value]));

        Assert.True(result.Succeeded, result.Error);
    }
}
