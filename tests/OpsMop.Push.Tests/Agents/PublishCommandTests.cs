namespace OpsMop.Push.Agents.Tests;

public sealed class PublishCommandTests : IDisposable
{
    private readonly AgentBench _bench = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task One_agent_goes_into_a_file_that_can_be_run()
    {
        await RunAsync([], _bench.At("agents", "shop"));

        Assert.Equal(File.ReadAllBytes(_bench.At("native.elf")), File.ReadAllBytes(_bench.At("agents", "shop")));
        Assert.True(File.GetUnixFileMode(_bench.At("agents", "shop")).HasFlag(UnixFileMode.UserExecute));
        Assert.StartsWith($"{AgentBench.Here}: {_bench.At("agents", "shop")} (0.0 MB, compressed 0.0 MB, glibc 2.34 or later, SHA-256 ", Assert.Single(_said), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(_bench.At("agents")));
    }

    [Fact]
    public async Task Into_a_folder_it_goes_under_the_names_of_policy_and_platform()
    {
        await RunAsync([AgentBench.Here], _bench.At("agents") + "/");
        Assert.True(File.Exists(_bench.At("agents", $"Shop-{AgentBench.Here}")));

        var refused = await Assert.ThrowsAsync<IOException>(() => RunAsync([AgentBench.Here], _bench.At("native.elf") + "/"));
        Assert.Contains("is a file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_it_stays_where_push_finds_it()
    {
        await RunAsync([], null);

        Assert.Contains((await _bench.FindAsync()).Path, Assert.Single(_said), StringComparison.Ordinal);
        Assert.Single(_bench.Calls);
    }

    private Task RunAsync(AgentPlatform[] platforms, string? output) =>
        new PublishCommand(
            new AgentStoreOptions
            {
                Controller = new ControllerProgram { Name = "Shop", Folder = _bench.At("out") },
                CacheFolder = _bench.Cache,
                Dotnet = _bench.At("bin", "dotnet"),
                Linker = "/usr/bin/gcc",
            },
            "Shop").RunAsync(platforms, output, _said.Add, CancellationToken.None);

    public void Dispose() => _bench.Dispose();
}
