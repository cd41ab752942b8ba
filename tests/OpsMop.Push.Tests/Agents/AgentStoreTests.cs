using System.IO.Compression;
using System.Security.Cryptography;

namespace OpsMop.Push.Agents.Tests;

public sealed class AgentStoreTests : IDisposable
{
    private const string NoNative = """case "$*" in *Kind=native*) echo "/sdk/x.targets(5,5): error NETSDK1207: no native compiler. [/p/Shop.csproj]"; exit 1;; esac; """;

    private readonly AgentBench _bench = new();

    [Fact]
    public async Task The_policy_is_published_natively_and_says_so_while_it_is_done()
    {
        var agent = await _bench.FindAsync();

        Assert.Equal(File.ReadAllBytes(_bench.At("native.elf")), File.ReadAllBytes(agent.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(agent.Path))), agent.Sha256);
        Assert.Equal(new FileInfo(agent.Path).Length, agent.Size);
        Assert.Equal(new FileInfo(agent.CompressedPath).Length, agent.CompressedSize);
        Assert.Equal(AgentBench.Here, agent.Platform);
        Assert.Equal(new Version(2, 34), agent.NeedsGlibc);
        Assert.Collection(
            _bench.Told,
            sentence => Assert.Equal($"publishing the agent for {AgentBench.Here} (native) …", sentence),
            sentence => Assert.StartsWith($"published the agent for {AgentBench.Here} (native): 0.0 MB, compressed 0.0 MB, ", sentence, StringComparison.Ordinal));

        using var unpacked = new MemoryStream();
        using var packed = new GZipStream(File.OpenRead(agent.CompressedPath), CompressionMode.Decompress);
        packed.CopyTo(unpacked);
        Assert.Equal(File.ReadAllBytes(agent.Path), unpacked.ToArray());
    }

    [Fact]
    public async Task The_build_has_folders_of_its_own_and_gets_the_properties_of_the_project()
    {
        _bench.Sidecar("sdk=10.0.401", "agent-framework=net9.0", "property=OpsMopTargetFramework=net9.0");

        await _bench.FindAsync();

        var call = Assert.Single(_bench.Calls);
        Assert.StartsWith($"publish {_bench.At("project", "Shop.csproj")} -c Release -r {AgentBench.Here} ", call, StringComparison.Ordinal);
        Assert.Contains($" --artifacts-path {_bench.Cache}/build/", call, StringComparison.Ordinal);
        Assert.Contains(" -p:OpsMopTargetFramework=net9.0 ", call, StringComparison.Ordinal);
        Assert.Contains(" -p:OpsMopAgentFramework=net9.0", call, StringComparison.Ordinal);
        Assert.Contains(" -p:OpsMopCheckModel=false ", call, StringComparison.Ordinal);
        Assert.EndsWith(" -p:CppCompilerAndLinker=gcc", call, StringComparison.Ordinal);
        Assert.Equal(["Shop.csproj"], Directory.EnumerateFileSystemEntries(_bench.At("project")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_project_with_several_frameworks_is_published_for_the_one_that_it_was_built_for()
    {
        _bench.Sidecar("frameworks=net9.0;net10.0");

        await _bench.FindAsync();

        Assert.Contains(" -f net10.0", Assert.Single(_bench.Calls), StringComparison.Ordinal);
        Assert.DoesNotContain("OpsMopAgentFramework", Assert.Single(_bench.Calls), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_policy_is_not_published_again_and_a_changed_one_is()
    {
        var first = await _bench.FindAsync();
        var second = await _bench.FindAsync();
        Assert.Equal(first, second);
        Assert.Single(_bench.Calls);

        // A build that has made the same files anew.
        File.WriteAllText(_bench.At("out", "Shop.dll"), "the code");
        await _bench.FindAsync();
        Assert.Single(_bench.Calls);

        File.WriteAllText(_bench.At("out", "Shop.dll"), "other code");
        await _bench.FindAsync();
        Assert.Equal(2, _bench.Calls.Length);

        File.WriteAllText(_bench.At("out", "Shop.deps.json"), "{}");
        await _bench.FindAsync();
        Assert.Equal(3, _bench.Calls.Length);

        _bench.Sidecar("sdk=10.0.402");
        await _bench.FindAsync();
        Assert.Equal(4, _bench.Calls.Length);
    }

    [Fact]
    public async Task An_agent_that_is_not_as_it_was_published_is_not_used()
    {
        var agent = await _bench.FindAsync();
        foreach (var file in (string[])[agent.Path, agent.CompressedPath])
        {
            File.AppendAllText(file, "x");

            Assert.Equal(agent, await _bench.FindAsync());
            Assert.Equal(File.ReadAllBytes(_bench.At("native.elf")), File.ReadAllBytes(agent.Path));
        }

        Assert.Equal(3, _bench.Calls.Length);
    }

    [Fact]
    public async Task Where_native_fails_the_agent_is_self_contained_and_the_next_policy_does_not_try_native_again()
    {
        _bench.Dotnet(NoNative + AgentBench.Succeed);
        var agent = await _bench.FindAsync();
        Assert.Equal(File.ReadAllBytes(_bench.At("managed.elf")), File.ReadAllBytes(agent.Path));
        Assert.Contains(_bench.Told, sentence => sentence.Contains("NETSDK1207: no native compiler.", StringComparison.Ordinal));
        Assert.Equal(2, _bench.Calls.Length);

        File.WriteAllText(_bench.At("out", "Shop.dll"), "other code");
        await _bench.FindAsync();
        Assert.Equal(3, _bench.Calls.Length);
        Assert.Contains("Kind=trimmed", _bench.Calls[2], StringComparison.Ordinal);

        // Who asks for it gets another attempt, and so does another SDK.
        await _bench.FindAsync(change: options => options with { Again = true });
        Assert.Contains("Kind=native", _bench.Calls[3], StringComparison.Ordinal);
        _bench.Sidecar("sdk=10.0.402");
        await _bench.FindAsync();
        Assert.Contains("Kind=native", _bench.Calls[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_trimmed_gets_all_of_NET_and_is_not_tried_again_with_each_edit()
    {
        _bench.Dotnet("""case "$*" in *Kind=whole*) ;; *) echo "/p/Shop.cs(3,4): error IL2026: Using member 'X' is not safe [/p/Shop.csproj]"; exit 1;; esac; """ + AgentBench.Succeed);
        await _bench.FindAsync();

        // Native has said it; the trimmed one has the same fault.
        Assert.Equal(["native", "whole"], Kinds());

        File.WriteAllText(_bench.At("out", "Shop.dll"), "other code");
        await _bench.FindAsync();
        Assert.Equal(["native", "whole", "whole"], Kinds());
    }

    [Fact]
    public async Task A_host_with_an_older_glibc_than_the_native_agent_needs_gets_the_self_contained_one()
    {
        var native = await _bench.FindAsync();
        var managed = await _bench.FindAsync(AgentBench.Host with { Libc = "glibc 2.28" });
        Assert.NotEqual(native.Sha256, managed.Sha256);
        Assert.Equal(new Version(2, 27), managed.NeedsGlibc);

        var refused = await _bench.RefusedAsync(AgentBench.Host with { Libc = "glibc 2.17" });
        Assert.Equal(AgentProblem.CannotPublish, refused.Problem);
        Assert.Contains("needs glibc 2.27, and the host has 2.17", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_is_tried_once_and_its_line_is_told()
    {
        _bench.Dotnet("""echo "/p/Web.cs(12,5): error CS1061: no such member [/p/Shop.csproj]"; exit 1""");

        var refused = await _bench.RefusedAsync();

        Assert.Equal(AgentProblem.PolicyDoesNotCompile, refused.Problem);
        Assert.EndsWith("/p/Web.cs(12,5): error CS1061: no such member", refused.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Calls);
    }

    [Fact]
    public async Task A_processor_whose_runtime_cannot_be_had_is_refused_with_what_to_do_and_only_once_a_day()
    {
        _bench.Dotnet("""echo "/p/Shop.csproj : error NU1101: Unable to find package Microsoft.NETCore.App.Runtime.linux-arm64. No packages exist with this id in source(s): feed"; exit 1""");
        var other = AgentPlatform.All.First(platform => platform.Machine != AgentBench.Here.Machine && !platform.IsMusl);
        var host = new AgentHost("Linux", other.Machine == ElfFile.Arm64 ? "aarch64" : "x86_64");

        var refused = await _bench.RefusedAsync(host);

        Assert.Equal(AgentProblem.CannotPublish, refused.Problem);
        Assert.Contains($"The agent for {other} cannot be published here: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Unable to find package Microsoft.NETCore.App.Runtime.linux-arm64", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"publish --platform {other}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"--agent {other}=FILE", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--agentless", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["trimmed"], Kinds());

        Assert.Equal(refused.Message, (await _bench.RefusedAsync(host)).Message);
        Assert.Equal(["trimmed"], Kinds());
    }

    [Fact]
    public async Task Without_a_linker_nothing_native_is_tried_and_without_an_SDK_nothing_at_all()
    {
        await _bench.FindAsync(change: options => options with { Linker = null });
        Assert.Equal(["trimmed"], Kinds());

        File.WriteAllText(_bench.At("out", "Shop.dll"), "other code");
        var refused = await _bench.RefusedAsync(change: options => options with { Dotnet = null });
        Assert.Contains("the .NET SDK is not installed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_whose_project_has_gone_says_which()
    {
        File.Delete(_bench.At("project", "Shop.csproj"));
        Assert.Contains($"its project {_bench.At("project", "Shop.csproj")} is not there any more", (await _bench.RefusedAsync()).Message, StringComparison.Ordinal);

        File.Delete(_bench.At("out", "Shop.opsmop-project"));
        var refused = await _bench.RefusedAsync();
        Assert.Contains("published without its project", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--agentless", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_that_succeeds_and_makes_no_single_file_is_no_agent()
    {
        _bench.Write("native.elf", ElfFile.Make(AgentBench.Here.Machine, bundleAt: 0));
        _bench.Write("managed.elf", ElfFile.Make(AgentBench.Here.Machine, bundleAt: 0));

        Assert.Contains("is not one file for", (await _bench.RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_given_comes_first_and_nothing_is_published()
    {
        var file = _bench.Write("given", ElfFile.Make(AgentBench.Here.Machine, size: 5000));

        var agent = await _bench.FindAsync(AgentBench.Host with { Libc = "" }, options => options with { Given = [new GivenAgent(null, file)] });

        Assert.Equal(5000, agent.Size);
        Assert.Empty(_bench.Calls);
        Assert.Empty(_bench.Told);
    }

    [Fact]
    public async Task Of_several_given_for_a_platform_the_first_that_starts_on_the_host_is_taken()
    {
        var first = _bench.Write("new", ElfFile.Make(AgentBench.Here.Machine, glibc: "2.38"));
        var second = _bench.Write("old", ElfFile.Make(AgentBench.Here.Machine, glibc: "2.17"));
        AgentStoreOptions Given(AgentStoreOptions options, params string[] files) => options with { Given = [.. files.Select(file => new GivenAgent(AgentBench.Here, file))] };
        var host = new AgentHost("Linux", AgentBench.Host.Machine, "glibc 2.28");

        Assert.Equal(new Version(2, 17), (await _bench.FindAsync(host, options => Given(options, first, second))).NeedsGlibc);
        var refused = await _bench.RefusedAsync(host, options => Given(options, first));
        Assert.Equal(AgentProblem.BadFile, refused.Problem);
        Assert.Contains($"{first} needs glibc 2.38, and the host has 2.28", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_file_that_is_no_agent_is_refused_before_any_host_is_contacted()
    {
        string Refused(GivenAgent given) => Assert.Throws<AgentException>(() => _bench.Store(options => options with { Given = [given] })).Message;
        var arm = _bench.Write("arm", ElfFile.Make(ElfFile.Arm64));

        Assert.Contains($"{arm}: it is a program for linux-arm64, not for linux-x64.", Refused(new GivenAgent(AgentPlatform.Named("linux-x64"), arm)), StringComparison.Ordinal);
        Assert.Contains("which is no platform for agents", Refused(new GivenAgent(null, _bench.Write("odd", ElfFile.Make(243)))), StringComparison.Ordinal);
        Assert.Contains("it is no program for Linux", Refused(new GivenAgent(null, _bench.Write("text", "hello"u8.ToArray()))), StringComparison.Ordinal);
        Assert.Contains("the files beside it and an installed .NET", Refused(new GivenAgent(null, _bench.Write("launcher", ElfFile.Make(bundleAt: 0)))), StringComparison.Ordinal);
        Assert.Contains(_bench.At("absent"), Refused(new GivenAgent(null, _bench.At("absent"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_policy_is_its_own_agent_for_its_own_platform_and_needs_no_SDK()
    {
        File.Delete(_bench.At("out", "Shop.opsmop-project"));
        AgentStoreOptions Published(AgentStoreOptions options) => options with { Dotnet = null, Controller = options.Controller with { OneFile = _bench.At("native.elf") } };

        var agent = await _bench.FindAsync(change: Published);
        Assert.Equal(File.ReadAllBytes(_bench.At("native.elf")), File.ReadAllBytes(agent.Path));

        var refused = await _bench.RefusedAsync(new AgentHost("Linux", AgentBench.Host.Machine == "aarch64" ? "x86_64" : "aarch64"), Published);
        Assert.Equal(AgentProblem.CannotPublish, refused.Problem);
        Assert.Contains("published without its project", refused.Message, StringComparison.Ordinal);

        refused = await _bench.RefusedAsync(new AgentHost("Linux", AgentBench.Host.Machine, "glibc 2.28"), Published);
        Assert.Contains("needs glibc 2.34, and the host has 2.28", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_hosts_that_ask_at_the_same_time_wait_for_one_build()
    {
        _bench.Dotnet("sleep 0.2; " + AgentBench.Succeed);
        await using var store = _bench.Store();

        var agents = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.FindAsync(AgentBench.Host, CancellationToken.None)));

        Assert.Single(agents.Distinct());
        Assert.Single(_bench.Calls);
    }

    [Fact]
    public async Task Two_pushes_at_the_same_time_publish_once()
    {
        _bench.Dotnet("sleep 0.5; " + AgentBench.Succeed);

        var agents = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _bench.FindAsync())));

        Assert.Single(agents.Distinct());
        Assert.Single(_bench.Calls);
        Assert.Contains("another push is publishing the agent; waiting for it …", _bench.Told);
    }

    [Fact]
    public async Task A_push_that_is_stopped_ends_the_build_and_leaves_nothing_behind()
    {
        _bench.Dotnet("sleep 300 & echo $! >>\"$here/child\"; echo $$ >>\"$here/child\"; wait");
        var store = _bench.Store();
        var finding = store.FindAsync(AgentBench.Host, CancellationToken.None);
        while (!File.Exists(_bench.At("child")) || File.ReadAllLines(_bench.At("child")).Length < 2)
        {
            await Task.Delay(10);
        }

        await store.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        Assert.All(File.ReadAllLines(_bench.At("child")), process => Assert.False(IsRunning(process)));
        _bench.Dotnet(AgentBench.Succeed);
        await _bench.FindAsync();
    }

    [Fact]
    public async Task A_host_that_is_given_up_does_not_take_the_agent_away_from_the_others()
    {
        _bench.Dotnet("sleep 0.3; " + AgentBench.Succeed);
        await using var store = _bench.Store();
        using var cancel = new CancellationTokenSource();
        var one = store.FindAsync(AgentBench.Host, cancel.Token);
        var other = store.FindAsync(AgentBench.Host, CancellationToken.None);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.True(File.Exists((await other).Path));
    }

    private static bool IsRunning(string process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(' ')[2] != "Z";

    private string[] Kinds() => [.. _bench.Calls.Select(static call => call[(call.IndexOf("AgentKind=", StringComparison.Ordinal) + 10)..].Split(' ')[0])];

    public void Dispose() => _bench.Dispose();
}
