using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Push.Agents.Tests;

/// <summary>The script, in each shell that this machine has: what stands at the other end in place of a controller is the test.</summary>
public sealed class AgentBootstrapTests : IDisposable
{
    private const string Greeting = "opsmop-ready ";
    private const string EarlierBoot = "0f25b2a7-e5cd-4a0e-9d3c-6a1f0d3f9a51";
    private static readonly string[] s_shells = ["dash", "bash --posix", "bash", "busybox sh"];

    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-boot-").FullName;
    private readonly byte[] _agent = Encoding.UTF8.GetBytes("#!/bin/sh\n[ \"$1\" = agent ] || exit 0\necho \"the agent, umask $(umask)\"\nexec cat\n");

    public static TheoryData<string> Shells => [.. Available];

    private static IEnumerable<string> Available => s_shells.Where(static shell => Find(shell.Split(' ')[0]) is not null);

    private string Hash => Convert.ToHexStringLower(SHA256.HashData(_agent));

    private static string Boot { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private string First => Path.Combine(_folder, "first");

    private string Second => Path.Combine(_folder, "second");

    [Fact]
    public void It_is_one_line_that_every_login_shell_hands_on_unchanged()
    {
        var script = AgentBootstrap.Script([], Greeting);

        Assert.Equal(-1, script.AsSpan().IndexOfAny("'\\!\n\r\t"));
        Assert.DoesNotContain("GREETING", script, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp/agents", script.Replace("/var/tmp/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.InRange(script.Length, 1000, 8000);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_agent_that_is_not_there_is_taken_and_started_and_the_next_time_it_is_there(string shell)
    {
        using (var host = Start(shell))
        {
            Assert.StartsWith("opsmop-ready ask Linux ", await host.LineAsync(), StringComparison.Ordinal);
            host.Say($"{Hash} {_agent.Length}");
            Assert.Equal("send gz", await host.LineAsync());
            host.Send(Gzip(_agent));
            Assert.Equal($"run {Hash}", await host.LineAsync());
            Assert.Equal("the agent, umask 0022", (await host.LineAsync()).Replace("umask 022", "umask 0022", StringComparison.Ordinal));
            Assert.Equal("frames", await host.EchoAsync("frames"));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(First));
        Assert.Equal([Hash, $"{Hash}.{Boot}", $"{Hash}.used"], Directory.EnumerateFiles(First).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Second));

        using (var host = Start(shell))
        {
            await host.LineAsync();
            host.Say($"{Hash} {_agent.Length}");
            Assert.Equal($"run {Hash}", await host.LineAsync());
        }

        // Whose agent is known before the connection is made needs no question.
        using (var host = Start(shell, known: Hash))
        {
            Assert.Equal($"opsmop-ready run {Hash}", await host.LineAsync());
            await host.LineAsync();
            Assert.Equal("frames", await host.EchoAsync("frames"));
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_agent_comes_in_as_many_pieces_as_it_is_sent_in(string shell)
    {
        using var host = Start(shell);
        await host.LineAsync();
        var large = _agent.Concat(RandomNumberGenerator.GetBytes(300_000)).ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(large));
        host.Say($"{hash} {large.Length}");
        Assert.Equal("send gz", await host.LineAsync());
        byte[][] pieces = [.. Gzip(large).Chunk(100_000)];
        foreach (var piece in pieces[..^1])
        {
            host.Send(piece, " more");
            Assert.Equal("more", await host.LineAsync());
        }

        host.Send(pieces[^1]);
        Assert.Equal($"run {hash}", await host.LineAsync());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_agent_that_breaks_off_between_two_pieces_leaves_nothing_behind(string shell)
    {
        using var host = Start(shell);
        await host.LineAsync();
        host.Say($"{Hash} {_agent.Length}");
        Assert.Equal("send gz", await host.LineAsync());
        host.Send(Gzip(_agent)[..20], " more");
        Assert.Equal("more", await host.LineAsync());
        host.End();

        Assert.Equal(1, await host.EndAsync());
        Assert.Empty(Directory.EnumerateFiles(First));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_host_that_has_its_agent_starts_no_program_before_it(string shell)
    {
        await InstallAsync(shell);
        File.SetLastWriteTimeUtc(Path.Combine(First, Hash), DateTime.UtcNow.AddSeconds(-2));

        using var host = Start(shell, known: Hash, path: "/nowhere");
        Assert.Equal($"opsmop-ready run {Hash}", await host.LineAsync());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_agent_that_has_changed_on_the_host_is_not_started_and_comes_again(string shell)
    {
        await InstallAsync(shell);
        File.AppendAllText(Path.Combine(First, Hash), "echo evil\n");

        using var host = Start(shell, known: Hash);
        Assert.StartsWith("opsmop-ready ask ", await host.LineAsync(), StringComparison.Ordinal);
        host.Say($"{Hash} {_agent.Length}");
        Assert.Equal("send gz", await host.LineAsync());
        host.Send(Gzip(_agent));
        Assert.Equal($"run {Hash}", await host.LineAsync());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task After_a_reboot_the_agent_is_verified_again_and_started_if_it_is_whole(string shell)
    {
        await InstallAsync(shell);
        var stamp = Path.Combine(First, $"{Hash}.{Boot}");
        var earlier = Path.Combine(First, $"{Hash}.{EarlierBoot}");
        File.Move(stamp, earlier);

        using (var host = Start(shell, known: Hash))
        {
            Assert.Equal($"opsmop-ready run {Hash}", await host.LineAsync());
        }

        Assert.True(File.Exists(stamp));
        Assert.False(File.Exists(earlier));

        // A loss of power: the size and the time of before, and other bytes.
        File.Move(stamp, earlier);
        var program = Path.Combine(First, Hash);
        var time = File.GetLastWriteTimeUtc(program);
        using (var file = new FileStream(program, FileMode.Open))
        {
            file.Write(new byte[_agent.Length]);
        }

        File.SetLastWriteTimeUtc(program, time);
        using (var host = Start(shell, known: Hash))
        {
            Assert.StartsWith("opsmop-ready ask ", await host.LineAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_arrives_damaged_is_not_started(string shell)
    {
        using var host = Start(shell);
        await host.LineAsync();
        host.Say($"{Hash} {_agent.Length}");
        foreach (var answer in (string[])["again it did not arrive as it was sent", "fail it did not arrive as it was sent"])
        {
            Assert.Equal("send gz", await host.LineAsync());
            host.Send(Gzip([.. _agent, .. "echo evil\n"u8]));
            Assert.Equal(answer, await host.LineAsync());
        }

        Assert.Equal(1, await host.EndAsync());
        Assert.Empty(Directory.EnumerateFiles(First).Concat(Directory.EnumerateFiles(Second)));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_folder_that_others_could_write_to_is_passed_over(string shell)
    {
        Directory.CreateDirectory(First, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(First, File.GetUnixFileMode(First) | UnixFileMode.OtherWrite);

        using var host = Start(shell);
        await host.LineAsync();
        host.Say($"{Hash} {_agent.Length}");
        Assert.StartsWith($"again {First} is not the private folder of user ", await host.LineAsync(), StringComparison.Ordinal);
        Assert.Equal("send gz", await host.LineAsync());
        host.Send(Gzip(_agent));
        Assert.Equal($"run {Hash}", await host.LineAsync());
        Assert.True(File.Exists(Path.Combine(Second, Hash)));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_agent_that_the_host_cannot_start_is_said_to_be_one_and_is_not_sent_twice(string shell)
    {
        var broken = "#!/no/such/interpreter\n"u8.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(broken));
        using var host = Start(shell);
        await host.LineAsync();
        host.Say($"{hash} {broken.Length}");
        await host.LineAsync();
        host.Send(Gzip(broken));

        Assert.StartsWith("fail it does not start there: ", await host.LineAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await host.EndAsync());
        Assert.Empty(Directory.EnumerateFiles(First));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Of_many_agents_the_five_that_were_used_last_stay_and_none_that_was_not_used_for_two_weeks(string shell)
    {
        Directory.CreateDirectory(First, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        for (var age = 0; age < 10; age++)
        {
            foreach (var suffix in (string[])["", "." + EarlierBoot, ".used"])
            {
                File.WriteAllText(Path.Combine(First, $"agent{age}{suffix}"), "");
                File.SetLastWriteTimeUtc(Path.Combine(First, $"agent{age}{suffix}"), DateTime.UtcNow.AddDays(age < 3 ? -age - 1 : -age - 20));
            }
        }

        File.WriteAllText(Path.Combine(First, ".new99"), "");
        File.SetLastWriteTimeUtc(Path.Combine(First, ".new99"), DateTime.UtcNow.AddDays(-3));

        await InstallAsync(shell);

        Assert.Equal(
            new[] { "agent0", "agent1", "agent2", Hash }.SelectMany(name => (string[])[name, $"{name}.{(name == Hash ? Boot : EarlierBoot)}", $"{name}.used"]).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(First).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [RootFact]
    public async Task Where_no_program_may_run_or_the_disk_is_full_the_next_folder_is_taken()
    {
        Directory.CreateDirectory(First);
        Directory.CreateDirectory(Second);
        var third = Path.Combine(_folder, "third");
        await MountAsync("noexec,mode=0700", First);
        try
        {
            await MountAsync("size=64k,mode=0700", Second);
            try
            {
                foreach (var shell in Available)
                {
                    using var host = Start(shell, folders: [First, Second, third]);
                    await host.LineAsync();
                    host.Say($"{Hash} {_agent.Length}");
                    Assert.Equal("send gz", await host.LineAsync());
                    host.Send(Gzip(_agent));
                    Assert.Equal($"again {First} does not let programs run", await host.LineAsync());
                    Assert.StartsWith($"again {Second} has no room: ", await host.LineAsync(), StringComparison.Ordinal);
                    Assert.Equal("send gz", await host.LineAsync());
                    host.Send(Gzip(_agent));
                    Assert.Equal($"run {Hash}", await host.LineAsync());
                    await host.LineAsync();
                    Directory.Delete(third, recursive: true);
                    Assert.Empty(Directory.EnumerateFiles(First).Concat(Directory.EnumerateFiles(Second)));
                }
            }
            finally
            {
                await UnmountAsync(Second);
            }
        }
        finally
        {
            await UnmountAsync(First);
        }
    }

    [RootFact]
    public async Task A_folder_that_cannot_be_written_is_passed_over()
    {
        Directory.CreateDirectory(First);
        await MountAsync("ro,mode=0700", First);
        try
        {
            foreach (var shell in Available)
            {
                using var host = Start(shell);
                await host.LineAsync();
                host.Say($"{Hash} {_agent.Length}");
                Assert.Equal($"again {First} cannot be written", await host.LineAsync());
                Assert.Equal("send gz", await host.LineAsync());
                host.Send(Gzip(_agent));
                Assert.Equal($"run {Hash}", await host.LineAsync());
                await host.LineAsync();
                Directory.Delete(Second, recursive: true);
            }
        }
        finally
        {
            await UnmountAsync(First);
        }
    }

    [RootFact]
    public async Task A_disk_that_fills_up_while_the_agent_arrives_costs_nothing_but_another_transfer()
    {
        Directory.CreateDirectory(First);
        await MountAsync("size=2m,mode=0700", First);
        try
        {
            // Larger than it says: as when somebody else writes at the same time.
            var large = _agent.Concat(RandomNumberGenerator.GetBytes(3_000_000)).ToArray();
            var hash = Convert.ToHexStringLower(SHA256.HashData(large));
            foreach (var shell in Available)
            {
                using var host = Start(shell);
                await host.LineAsync();
                host.Say($"{hash} 1000");
                Assert.Equal("send gz", await host.LineAsync());
                host.Send(Gzip(large));
                Assert.Equal($"again {First} has no room, or cannot be written", await host.LineAsync());
                Assert.Equal("send gz", await host.LineAsync());
                host.Send(Gzip(large));
                Assert.Equal($"run {hash}", await host.LineAsync());
                Assert.StartsWith("the agent", await host.LineAsync(), StringComparison.Ordinal);
                Directory.Delete(Second, recursive: true);
                Assert.Empty(Directory.EnumerateFiles(First));
            }
        }
        finally
        {
            await UnmountAsync(First);
        }
    }

    private async Task InstallAsync(string shell)
    {
        using var host = Start(shell);
        await host.LineAsync();
        host.Say($"{Hash} {_agent.Length}");
        await host.LineAsync();
        host.Send(Gzip(_agent));
        Assert.Equal($"run {Hash}", await host.LineAsync());
        await host.LineAsync();
    }

    private Host Start(string shell, string? known = null, string[]? folders = null, string? path = null)
    {
        var platform = AgentBench.Here;
        AgentFile[] agents = known is null ? [] : [new AgentFile { Path = "", Sha256 = known, Size = 0, CompressedPath = "", CompressedSize = 0, Platform = platform with { IsMusl = false } }];
        string[] quoted = [.. (folders ?? [First, Second]).Select(static folder => $"\"{folder}\"")];
        return new Host(shell, (path is null ? "" : $"PATH={path};") + AgentBootstrap.Script(agents, Greeting, $"set -- {string.Join(' ', quoted)}", $"d={quoted[0]}"));
    }

    private static Task MountAsync(string options, string folder) => ToolAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);

    private static Task UnmountAsync(string folder) => ToolAsync("umount", "-l", folder);

    private static async Task ToolAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Host : IDisposable
    {
        private readonly Process _process;

        public Host(string shell, string script)
        {
            var words = shell.Split(' ');
            _process = Process.Start(new ProcessStartInfo("/bin/sh")
            {
                ArgumentList = { "-c", "umask 022; exec \"$@\"", "sh", words[0] },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(false),
            }.With(words.Skip(1).Append("-c").Append(script)))!;
        }

        public async Task<string> LineAsync() =>
            await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new EndOfStreamException("The script has ended.");

        public async Task<string> EchoAsync(string line)
        {
            Say(line);
            return await LineAsync();
        }

        public async Task<int> EndAsync()
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return _process.ExitCode;
        }

        public void End() => _process.StandardInput.Close();

        public void Say(string line)
        {
            _process.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }

        public void Send(byte[] bytes, string rest = "")
        {
            Say($"{bytes.Length}{rest}");
            _process.StandardInput.BaseStream.Write(bytes);
            _process.StandardInput.BaseStream.Flush();
        }

        public void Dispose()
        {
            try
            {
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended already.
            }

            if (!_process.WaitForExit(TimeSpan.FromSeconds(60)))
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
        }
    }
}

file static class StartInfo
{
    public static ProcessStartInfo With(this ProcessStartInfo start, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
