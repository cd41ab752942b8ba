using System.Diagnostics;
using OpsMop.Engine;
using OpsMop.Engine.Events;
using OpsMop.Testing;

namespace OpsMop.Examples.Tests;

/// <summary>What needs root, or files in <c>/etc</c>, is planned and run on a Debian in memory.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("opsmop-state-");
    private readonly List<RunEvent> _events = [];

    private readonly MemorySystem _debian = new MemorySystem()
        .WithFile("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
        .WithFile("/usr/bin/apt-get", "", "0755")
        .WithFile("/usr/bin/systemctl", "", "0755")
        .WithDirectory("/run/systemd/system")
        .WithDirectory("/etc/systemd/system")
        .WithDirectory("/var/lib")
        .WithDirectory("/home")
        .WithFile("/var/lib/apt/lists/mirror.example_debian_dists_bookworm_main_binary-amd64_Packages", "")
        .WithGroup("users")
        .WithProcess("id -un", new ProcessResult(0, "root\n", ""))
        .WithProcess("uname *", new ProcessResult(0, "Linux\n", ""))
        .WithProcess("getent *", new ProcessResult(2, "", ""))
        .WithProcess("systemctl show *", new ProcessResult(0, "LoadState=not-found\nActiveState=inactive\nSubState=dead\nUnitFileState=\nNeedDaemonReload=no\n", ""))
        .WithProcess("dpkg-query *", new ProcessResult(1, "", ""))
        .WithProcess("apt-cache policy *", new ProcessResult(0, Candidate("tree", "2.1.0-1") + Candidate("jq", "1.6-2.1") + Candidate("telnet", "0.17"), ""));

    [Theory]
    [InlineData("user", "changed User[opsmop-app]", "changed User[opsmop-grace]", "changed User[opsmop-guest]", "changed File[/var/lib/opsmop-app/settings]")]
    [InlineData("group", "changed Group[opsmop-team]")]
    [InlineData("package", "changed Package[tree]", "changed Package[jq]")]
    [InlineData("service", "changed File[/etc/systemd/system/opsmop-example.service]", "changed File[/etc/opsmop-example.conf]", "changed Service[opsmop-example]")]
    public async Task What_needs_root_plans(string example, params string[] told)
    {
        var finished = await Engine(new Types { Folder = "/srv", Example = example }).PlanAsync();

        Assert.Equal((0, 0), (finished.Failed, finished.Unknown));
        Assert.Equal(told, _events.OfType<ResourceFinished>().Where(one => one.Status == OutcomeStatus.Changed && one.Handler is null).Select(one => $"changed {one.Resource}"));
        Assert.Empty(_debian.Effects);
    }

    [Fact]
    public async Task A_host_states_facts_in_json_in_yaml_and_by_a_program()
    {
        var facts = Path.Combine(Repository.Examples, "UserFacts", "facts.d");
        foreach (var file in Directory.GetFiles(facts))
        {
            _debian.WithFile($"/etc/opsmop/facts.d/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file), Path.HasExtension(file) ? "0644" : "0755");
        }

        _debian.WithProcess("/etc/opsmop/facts.d/load", new ProcessResult(0, await RunAsync(Path.Combine(facts, "load")), ""));
        await Engine(new RackExample { Folder = "/srv/rack" }).ApplyAsync();

        Assert.Equal("row B, unit 17\n", await ReadAsync("/srv/rack/place"));
        Assert.Equal("sda\nsdb\n", await ReadAsync("/srv/rack/disks"));
        Assert.Equal(["Call Grace before you touch this host."], _events.OfType<MessageSaid>().Select(said => said.Message));
    }

    public void Dispose() => _state.Delete(recursive: true);

    private static string Candidate(string package, string candidate) => $"{package}:\n  Installed: (none)\n  Candidate: {candidate}\n  Version table:\n     {candidate} 500\n";

    private static async Task<string> RunAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private async Task<string> ReadAsync(AbsolutePath path) => System.Text.Encoding.UTF8.GetString((await _debian.ReadAsync(path)).Span);

    private PolicyEngine Engine(Policy policy, params string[] tags) => new(policy, new EngineOptions
    {
        System = _debian,
        HostName = "web1",
        StateDirectory = _state.FullName,
        Sinks = { new Recorder(_events) },
        Tags = tags,
    });

    private sealed class Recorder(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }
}
