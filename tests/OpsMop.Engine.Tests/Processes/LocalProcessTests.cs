using System.Diagnostics;
using System.Text;
using OpsMop.Engine.Processes;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Processes;

public sealed class LocalProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalSystem _system = new();

    public void Dispose() => _folder.Dispose();

    private static ProcessLauncher Impatient => new(new HostPathResolver(), new HostAccountDatabase(), root: null) { Grace = TimeSpan.FromMilliseconds(300) };

    private static async Task<bool> IsGoneAsync(string pid)
    {
        // The number stays for a moment, until whoever inherited the process reaps it.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            string state;
            try
            {
                state = File.ReadAllText($"/proc/{pid.Trim()}/stat");
            }
            catch (IOException)
            {
                return true;
            }

            if (state[(state.LastIndexOf(')') + 2)..].StartsWith('Z'))
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    [Fact]
    public async Task I_get_the_exit_code_the_output_and_the_errors()
    {
        var result = await _system.RunAsync(ProcessRequest.Shell("echo out; echo err >&2; exit 3"));

        Assert.Equal(new ProcessResult(3, "out\n", "err\n"), result);
        Assert.Equal(128 + 15, (await _system.RunAsync(ProcessRequest.Shell("kill -TERM $$"))).ExitCode);
    }

    [Fact]
    public async Task Arguments_and_variables_arrive_as_they_are()
    {
        var result = await _system.QueryAsync(new(["printf", "%s|", "a b", "", "*", "ü", "$HOME"]) { });
        Assert.Equal("a b||*|ü|$HOME|", result.Output);
        result = await _system.QueryAsync(ProcessRequest.Shell("echo \"$X\"; pwd") with { Environment = new Dictionary<string, string> { ["X"] = "1 2" }, Directory = _folder.Path });
        Assert.Equal($"1 2\n{_folder.Path}\n", result.Output);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_127_and_one_that_cannot_be_executed_126()
    {
        File.WriteAllText((_folder / "script").Value, "#!/no/such/interpreter\n");

        var missing = await _system.QueryAsync(new(["no-such-program"]));
        Assert.Equal(127, missing.ExitCode);
        Assert.Contains("no-such-program: command not found in PATH", missing.Error);
        Assert.Equal(127, (await _system.QueryAsync(new([(_folder / "none").Value]))).ExitCode);
        var plain = await _system.QueryAsync(new([(_folder / "script").Value]));
        Assert.Equal(126, plain.ExitCode);
        Assert.Contains("found but not executable", plain.Error);
        Assert.Equal(126, (await _system.QueryAsync(new([_folder.Path.Value]))).ExitCode);
        await _system.SetModeAsync(_folder / "script", "0755");
        var interpreter = await _system.QueryAsync(new([(_folder / "script").Value]));
        Assert.Equal(127, interpreter.ExitCode);
        Assert.Contains("interpreter", interpreter.Error);
    }

    [Fact]
    public async Task A_script_without_a_first_line_is_the_shells()
    {
        await _system.WriteAsync(_folder / "script", FileContent.FromText("echo \"$1\"\n"!), new("0755"));

        Assert.Equal("x\n", (await _system.QueryAsync(new(["./script", "x"]) { Directory = _folder.Path })).Output);
    }

    [Fact]
    public async Task A_directory_that_is_missing_is_a_fault()
    {
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.QueryAsync(new(["true"]) { Directory = _folder / "none" }));

        Assert.Equal((SystemFault.NotFound, (_folder / "none").Value), (fault.Fault, fault.Subject));
    }

    [Fact]
    public async Task A_child_has_a_session_and_a_process_group_of_its_own_and_no_terminal()
    {
        var child = (await _system.QueryAsync(new(["cat", "/proc/self/stat"]))).Output.Split(' ');
        var own = File.ReadAllText("/proc/self/stat").Split(')')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(child[0], child[4]);
        Assert.Equal(child[0], child[5]);
        Assert.NotEqual(own[2], child[4]);
        Assert.Equal("0", child[6]);
    }

    [Fact]
    public async Task A_child_finds_every_signal_at_its_default_and_none_blocked()
    {
        var status = (await _system.QueryAsync(new(["cat", "/proc/self/status"]))).Output;

        var ignored = Convert.ToInt64(status.Split('\n').Single(line => line.StartsWith("SigIgn", StringComparison.Ordinal)).Split('\t')[1], 16);

        // Signals 32 and 33 are the C library's own; glibc starts every child so.
        Assert.Equal(0, ignored & ~0x180000000);
        Assert.Contains("SigBlk:\t0000000000000000", status);

        // With SIGPIPE ignored, "yes" would complain on standard error.
        var result = await _system.QueryAsync(ProcessRequest.Shell("yes | head -1"));
        Assert.Equal(new ProcessResult(0, "y\n", ""), result);
    }

    [Fact]
    public async Task A_child_inherits_nothing_but_its_three_descriptors()
    {
        using var open = File.OpenRead("/etc/passwd");

        var result = await _system.QueryAsync(ProcessRequest.Shell("ls /proc/$$/fd; readlink /proc/$$/fd/0"));

        Assert.Equal("0\n1\n2\n/dev/null\n", result.Output);
    }

    [Fact]
    public async Task Input_arrives_whole_from_memory_and_from_a_stream()
    {
        var bytes = new byte[3_000_000];
        Random.Shared.NextBytes(bytes);
        var hash = Sha256.Of(bytes).Value;

        var fromMemory = await _system.QueryAsync(new(["sha256sum"]) { Input = FileContent.FromBytes(bytes) });
        var fromStream = await _system.QueryAsync(new(["sha256sum"]) { Input = FileContent.Deferred(_ => new(new SlowStream(bytes))) });

        Assert.StartsWith(hash, fromMemory.Output);
        Assert.StartsWith(hash, fromStream.Output);
        Assert.Equal("", (await _system.QueryAsync(new(["cat"]) { Input = FileContent.FromBytes(default) })).Output);
    }

    [Fact]
    public async Task A_child_that_does_not_want_its_input_is_no_error()
    {
        var bytes = new byte[3_000_000];

        Assert.True((await _system.QueryAsync(new(["true"]) { Input = FileContent.FromBytes(bytes) })).Succeeded);
        Assert.True((await _system.QueryAsync(new(["true"]) { Input = FileContent.Deferred(_ => new(new SlowStream(bytes))) })).Succeeded);
    }

    [Fact]
    public async Task An_input_that_breaks_off_ends_the_child_before_it_takes_half_for_all()
    {
        var request = ProcessRequest.Shell($"cat >/dev/null; touch {_folder.Path}/done") with { Input = FileContent.Deferred(_ => new(new SlowStream(new byte[100_000], fails: true))) };

        await Assert.ThrowsAsync<IOException>(async () => await _system.RunAsync(request));

        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("abcdefgh", 8, "abcdefgh", 0)]
    [InlineData("abcdefghi", 8, "abcd\n… 1 bytes left out …\nfghi", 1)]
    [InlineData("aaaüüüüü", 9, "aaa\n… 4 bytes left out …\nüü", 4)]
    [InlineData("abc", 0, "\n… 3 bytes left out …\n", 3)]
    public void Output_is_cut_in_the_middle_and_never_through_a_character(string text, int limit, string expected, long dropped)
    {
        foreach (var chunk in new[] { 1, 2, 3, 100 })
        {
            var output = new BoundedOutput(limit);
            foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
            {
                output.Append(part);
            }

            Assert.Equal(expected, output.ToString());
            Assert.Equal(dropped, output.Dropped);
        }
    }

    [Fact]
    public async Task A_child_that_ends_on_SIGTERM_can_clean_up_when_its_time_is_up()
    {
        var watch = Stopwatch.StartNew();
        var result = await _system.RunAsync(ProcessRequest.Shell("trap 'echo cleaned; exit 9' TERM; sleep 30 & wait") with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.True(result.TimedOut);
        Assert.Equal((9, "cleaned\n"), (result.ExitCode, result.Output));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(290), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_child_that_ignores_SIGTERM_is_killed_with_all_its_group()
    {
        var watch = Stopwatch.StartNew();
        var result = await Impatient.RunAsync(
            ProcessRequest.Shell("trap '' TERM; (trap '' TERM; sleep 60) & echo $!; sleep 60; sleep 60") with { Timeout = TimeSpan.FromMilliseconds(200) },
            default);

        Assert.True(result.TimedOut);
        Assert.Equal(128 + 9, result.ExitCode);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(490), TimeSpan.FromSeconds(3));
        Assert.True(await IsGoneAsync(result.Output));
    }

    [Fact]
    public async Task Cancelling_ends_the_group_and_then_says_so()
    {
        using var cancel = new CancellationTokenSource();
        var run = _system.RunAsync(ProcessRequest.Shell($"sleep 60 & echo $! > {_folder.Path}/pid; wait"), cancel.Token).AsTask();
        while (!File.Exists((_folder / "pid").Value) || File.ReadAllText((_folder / "pid").Value).Length == 0)
        {
            await Task.Delay(10);
        }

        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.True(await IsGoneAsync(File.ReadAllText((_folder / "pid").Value)));
    }

    [Fact]
    public async Task What_a_child_leaves_running_in_the_background_hangs_nothing_and_lives_on()
    {
        var watch = Stopwatch.StartNew();
        var result = await _system.RunAsync(ProcessRequest.Shell("sleep 20 & echo $!"));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(0, result.ExitCode);
        var pid = int.Parse(result.Output);
        Assert.True(Directory.Exists($"/proc/{pid}"));
        Process.GetProcessById(pid).Kill();
    }

    [Fact]
    public async Task Exit_codes_survive_the_class_librarys_own_processes()
    {
        // Process reaps children when SIGCHLD comes; it must leave ours alone.
        using var other = Process.Start("true");
        await other.WaitForExitAsync();
        var runs = Enumerable.Range(0, 40).Select(async i =>
        {
            using var noise = Process.Start("true");
            var result = await _system.QueryAsync(ProcessRequest.Shell($"exit {i}"));
            await noise.WaitForExitAsync();
            return result.ExitCode;
        });

        Assert.Equal(Enumerable.Range(0, 40), await Task.WhenAll(runs));
    }

    [RootFact]
    public async Task A_child_of_another_user_has_that_users_groups_and_home()
    {
        var result = await _system.QueryAsync(ProcessRequest.Shell("id -un; id -Gn; echo \"$HOME $USER $LOGNAME\"") with { User = "nobody" });

        Assert.Equal(("nobody\nnogroup\n/nonexistent nobody nobody\n", ""), (result.Output, result.Error));
        Assert.Equal(127, (await _system.QueryAsync(new(["no-such-program"]) { User = "nobody" })).ExitCode);
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.QueryAsync(new(["id"]) { User = "no-such-user" }));
        Assert.Equal((SystemFault.UnknownAccount, "user:no-such-user"), (fault.Fault, fault.Subject));
    }

    [RootFact]
    public async Task A_secret_file_is_its_users_alone_and_gone_afterwards()
    {
        var request = ProcessRequest.Shell("cat \"$PGPASSFILE\"; echo; stat -c '%a %U' \"$PGPASSFILE\" \"$(dirname \"$PGPASSFILE\")\"; echo \"$PGPASSFILE\"") with
        {
            User = "nobody",
            SecretFiles = new Dictionary<string, Text> { ["PGPASSFILE"] = "s3cret"! },
        };

        var result = await _system.RunAsync(request);

        var lines = result.Output.Split('\n');
        Assert.Equal(["s3cret", "600 nobody", "700 nobody"], lines[..3]);
        Assert.StartsWith("/run/opsmop-secret-", lines[3]);
        Assert.False(Directory.Exists(Path.GetDirectoryName(lines[3])));
    }

    [Fact]
    public async Task A_secret_file_is_gone_also_when_the_child_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var request = ProcessRequest.Shell($"echo \"$S\" > {_folder.Path}/where; sleep 60") with { SecretFiles = new Dictionary<string, Text> { ["S"] = "x"! } };
        var run = _system.RunAsync(request, cancel.Token).AsTask();
        while (!File.Exists((_folder / "where").Value) || File.ReadAllText((_folder / "where").Value).Length == 0)
        {
            await Task.Delay(10);
        }

        var where = File.ReadAllText((_folder / "where").Value).Trim();
        Assert.True(File.Exists(where));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.False(Directory.Exists(Path.GetDirectoryName(where)));
    }

    [Fact]
    public async Task An_argument_with_a_zero_byte_is_refused()
    {
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await _system.QueryAsync(new(["echo", "a\0b"])));

        Assert.Equal(SystemFault.Refused, fault.Fault);
    }

    [Fact]
    public async Task Many_processes_at_once_leave_no_descriptor_behind()
    {
        await _system.QueryAsync(new(["true"]));
        var before = Directory.GetFiles("/proc/self/fd").Length;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _system.QueryAsync(new(["cat"]) { Input = FileContent.FromText("x"!) }).AsTask()));

        // Other tests open files of their own meanwhile, and close them; what is left behind stays, and is a hundred at least.
        for (var patience = 100; patience > 0 && Directory.GetFiles("/proc/self/fd").Length >= before + 100; patience--)
        {
            await Task.Delay(100);
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 99);
    }

    private sealed class SlowStream(byte[] bytes, bool fails = false) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return fails && Position >= Length
                ? throw new IOException("the source went away")
                : await base.ReadAsync(buffer[..Math.Min(buffer.Length, 20_000)], cancellationToken);
        }
    }
}
