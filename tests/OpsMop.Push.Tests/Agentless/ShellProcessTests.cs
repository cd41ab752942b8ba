using System.Diagnostics;
using System.Text;
using OpsMop.Engine.Tests;
using OpsMop.Push.Agentless;

namespace OpsMop.Push.Tests.Agentless;

public sealed class ShellProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static async Task<bool> IsGoneAsync(string process)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                var state = await File.ReadAllTextAsync($"/proc/{process.Trim()}/stat");
                if (state[(state.LastIndexOf(')') + 2)..].StartsWith('Z'))
                {
                    return true;
                }
            }
            catch (IOException)
            {
                return true;
            }

            await Task.Delay(20);
        }

        return false;
    }

    private async Task<string> ContentOfAsync(string name)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (File.Exists((_folder / name).Value) && await File.ReadAllTextAsync((_folder / name).Value) is { Length: > 0 } text && text.EndsWith('\n'))
            {
                return text.Trim();
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{name} has not been written");
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task I_get_the_exit_code_the_output_and_the_errors(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        var result = await host.System.RunAsync(ProcessRequest.Shell("echo out; echo err >&2; exit 3"));

        Assert.Equal(new ProcessResult(3, "out\n", "err\n"), result);
        Assert.Equal(128 + 15, (await host.System.RunAsync(ProcessRequest.Shell("kill -TERM $$"))).ExitCode);
        Assert.Equal("a\0b", (await host.System.QueryAsync(new(["printf", "a\\000b"]))).Output);
        Assert.Equal(ProcessResult.Success, await host.System.QueryAsync(new(["true"])));
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Arguments_variables_and_the_directory_arrive_as_they_are(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell, environment: new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8", ["OWN"] = "kept" });
        string[] arguments = ["a b", "", "*", "ü", "$HOME", "new\nline\n", "'", "\"", "\\", "`id`", "!", "-n"];
        var result = await host.System.QueryAsync(new(["printf", "%s|", .. arguments]));
        Assert.Equal(string.Concat(arguments.Select(argument => argument + "|")), result.Output);

        Directory.CreateDirectory((_folder / "a 'b'\n").Value);
        result = await host.System.QueryAsync(ProcessRequest.Shell("printf '%s\\n' \"$X\" \"$OWN\" \"$LC_ALL\"; pwd") with
        {
            Environment = new Dictionary<string, string> { ["X"] = "1 '2'\n$3" },
            Directory = _folder / "a 'b'\n",
        });
        Assert.Equal($"1 '2'\n$3\nkept\nC.UTF-8\n{_folder.Path}/a 'b'\n\n", result.Output);
        result = await host.System.QueryAsync(new(["env"]) { Environment = new Dictionary<string, string> { ["odd.name"] = "v a", ["even"] = "w" } });
        Assert.True(shell == "posix" || result.Output.Contains("odd.name=v a\n"), "its env is a script, whose shell drops such names");
        Assert.Contains("even=w\n", result.Output);
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task A_program_that_is_missing_is_127_and_one_that_cannot_be_executed_126(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        await File.WriteAllTextAsync((_folder / "script").Value, "echo hi\n");

        var missing = await host.System.QueryAsync(new(["no-such-program"]));
        Assert.Equal(127, missing.ExitCode);
        Assert.Contains("no-such-program: command not found in PATH", missing.Error);
        Assert.Equal(127, (await host.System.QueryAsync(new([(_folder / "none").Value]))).ExitCode);
        var plain = await host.System.QueryAsync(new([(_folder / "script").Value]));
        Assert.Equal(126, plain.ExitCode);
        Assert.Contains("found but not executable", plain.Error);
        Assert.Equal(127, (await host.System.QueryAsync(new(["ls"]) { Environment = new Dictionary<string, string> { ["PATH"] = "/nowhere::." }, Directory = "/bin" })).ExitCode);
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.QueryAsync(new(["true"]) { Directory = _folder / "none" }));
        Assert.Equal((SystemFault.NotFound, (_folder / "none").Value), (fault.Fault, fault.Subject));
        Assert.Equal(SystemFault.WrongKind, (await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.QueryAsync(new(["true"]) { Directory = _folder / "script" }))).Fault);
        Assert.Equal(SystemFault.Refused, (await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.QueryAsync(new(["echo", "a\0b"])))).Fault);
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Output_is_kept_from_both_ends_and_counted(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        const string Script = "i=0; while [ $i -lt 30000 ]; do printf '%09d\\n' $i; i=$((i + 1)); done; echo e >&2";
        foreach (var limit in new[] { 0, 1, 7, 1000, 5001, 200_000, 299_999, 300_000, 1 << 20 })
        {
            var request = ProcessRequest.Shell(Script) with { OutputLimit = limit };
            var local = await new OpsMop.Engine.Systems.LocalSystem().QueryAsync(request);
            var result = await host.System.QueryAsync(request);
            Assert.Equal((limit, local.Output.Length, local.Error, local.DroppedBytes), (limit, result.Output.Length, result.Error, result.DroppedBytes));
            Assert.Equal(local.Output, result.Output);
        }
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Input_arrives_whole_and_nobody_has_to_want_it(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        var bytes = new byte[shell == "posix" ? 20_000 : 3_000_000];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync((_folder / "want").Value, bytes);

        Assert.Equal(0, (await host.System.QueryAsync(new(["cmp", "-", (_folder / "want").Value]) { Input = FileContent.FromBytes(bytes) })).ExitCode);
        Assert.Equal(0, (await host.System.QueryAsync(new(["cmp", "-", (_folder / "want").Value]) { Input = FileContent.Deferred(_ => new(new MemoryStream(bytes))) })).ExitCode);
        Assert.True((await host.System.QueryAsync(new(["true"]) { Input = FileContent.FromBytes(bytes) })).Succeeded);
        Assert.Equal("", (await host.System.QueryAsync(new(["cat"]) { Input = FileContent.FromBytes(default) })).Output);
        Assert.Equal("", (await host.System.QueryAsync(new(["cat"]))).Output);
        await Assert.ThrowsAsync<IOException>(async () => await host.System.QueryAsync(new(["touch", (_folder / "ran").Value]) { Input = FileContent.Deferred(_ => throw new IOException("gone")) }));
        Assert.Equal(["want"], _folder.Names);
    }

    [Fact]
    public async Task A_process_that_ends_on_SIGTERM_can_clean_up_when_its_time_is_up()
    {
        foreach (var shell in new[] { "dash", "bash", "busybox" })
        {
            await using var host = await ShellHost.StartAsync(shell);
            var result = await host.System.RunAsync(ProcessRequest.Shell("trap 'echo cleaned; exit 9' TERM; sleep 30 & wait") with { Timeout = TimeSpan.FromMilliseconds(300) });

            Assert.True(result.TimedOut);
            Assert.Equal((9, "cleaned\n"), (result.ExitCode, result.Output));
        }
    }

    [Fact]
    public async Task A_process_that_ignores_SIGTERM_is_killed_with_all_its_group()
    {
        await using var host = await ShellHost.StartAsync(options: new() { Grace = TimeSpan.FromMilliseconds(300) });
        var watch = Stopwatch.StartNew();
        var result = await host.System.RunAsync(
            ProcessRequest.Shell("trap '' TERM; (trap '' TERM; sleep 60) & echo $!; sleep 60; sleep 60") with { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.True(result.TimedOut);
        Assert.Equal(128 + 9, result.ExitCode);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(490), TimeSpan.FromSeconds(5));
        Assert.True(await IsGoneAsync(result.Output));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("busybox")]
    public async Task Cancelling_ends_the_group_and_the_session_goes_on(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        using var cancel = new CancellationTokenSource();
        var run = host.System.RunAsync(ProcessRequest.Shell($"sleep 60 & echo $! > {_folder.Path}/pid; wait"), cancel.Token).AsTask();
        var process = await ContentOfAsync("pid");

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.True(await IsGoneAsync(process));
        Assert.Equal("x\n", (await host.System.QueryAsync(new(["echo", "x"]))).Output);
    }

    [Fact]
    public async Task Others_are_answered_while_a_process_runs()
    {
        await using var host = await ShellHost.StartAsync();
        var run = host.System.RunAsync(ProcessRequest.Shell($"while ! [ -e {_folder.Path}/go ]; do sleep 0.02; done; echo went")).AsTask();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal($"{i}\n", (await host.System.QueryAsync(new(["echo", $"{i}"]))).Output);
        }

        Assert.False(run.IsCompleted);
        await host.System.WriteAsync(_folder / "go", FileContent.FromText("x"!), new("0600"));
        Assert.Equal("went\n", (await run).Output);
    }

    [Fact]
    public async Task What_a_process_leaves_running_hangs_nothing_and_lives_on()
    {
        await using var host = await ShellHost.StartAsync();
        var watch = Stopwatch.StartNew();
        var result = await host.System.RunAsync(ProcessRequest.Shell("echo before; sleep 20 & echo $!"));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.StartsWith("before\n", result.Output);
        var process = int.Parse(result.Output.Split('\n')[1]);
        Assert.True(Directory.Exists($"/proc/{process}"));
        Process.GetProcessById(process).Kill();
    }

    [Fact]
    public async Task A_process_has_a_group_of_its_own_default_signals_and_nothing_of_the_sessions()
    {
        await using var host = await ShellHost.StartAsync();
        var status = (await host.System.QueryAsync(new(["cat", "/proc/self/stat"]))).Output.Split(' ');
        Assert.Equal((status[0], status[0], "0"), (status[4], status[5], status[6]));
        var ignored = (await host.System.QueryAsync(new(["cat", "/proc/self/status"]))).Output.Split('\n').Single(line => line.StartsWith("SigIgn", StringComparison.Ordinal)).Split('\t')[1];
        Assert.Equal(0, Convert.ToInt64(ignored, 16) & 0x7FFF);
        var descriptors = (await host.System.QueryAsync(ProcessRequest.Shell("ls /proc/$$/fd"))).Output.Split('\n');
        Assert.DoesNotContain("3", descriptors);
        Assert.DoesNotContain("4", descriptors);
        var environment = (await host.System.QueryAsync(new(["env"]))).Output.Split('\n').Select(line => line.Split('=')[0]).ToArray();
        Assert.DoesNotContain("M", environment);
        Assert.Equal("0022\n", (await host.System.QueryAsync(ProcessRequest.Shell("umask"))).Output);
    }

    [RootFact]
    public async Task A_process_of_another_user_has_that_users_groups_and_home()
    {
        foreach (var shell in ShellHost.All)
        {
            await using var host = await ShellHost.StartAsync(shell);
            var result = await host.System.QueryAsync(ProcessRequest.Shell("id -un; id -Gn; echo \"$HOME $USER $LOGNAME $X\"; echo $0 >&2; pwd") with
            {
                User = "nobody",
                Environment = new Dictionary<string, string> { ["X"] = "it's" },
                Directory = "/tmp",
            });

            Assert.Equal((shell, "nobody\nnogroup\n/nonexistent nobody nobody it's\n/tmp\n"), (shell, result.Output));
            Assert.Equal(127, (await host.System.QueryAsync(new(["no-such-program"]) { User = "nobody" })).ExitCode);
            var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.QueryAsync(new(["id"]) { User = "no-such-user" }));
            Assert.Equal((SystemFault.UnknownAccount, "user:no-such-user"), (fault.Fault, fault.Subject));
        }
    }

    [RootFact]
    public async Task A_secret_file_is_its_users_alone_and_gone_afterwards_and_no_process_list_shows_it()
    {
        foreach (var shell in ShellHost.All)
        {
            await using var host = await ShellHost.StartAsync(shell);
            using var done = new CancellationTokenSource();
            var seen = new StringBuilder();
            var watcher = new Thread(() =>
            {
                while (!done.IsCancellationRequested)
                {
                    foreach (var process in Directory.GetDirectories("/proc").Where(name => int.TryParse(Path.GetFileName(name), out _)))
                    {
                        try
                        {
                            seen.Append(File.ReadAllText(process + "/cmdline")).Append(File.ReadAllText(process + "/environ"));
                        }
                        catch (IOException)
                        {
                            // It has ended.
                        }
                        catch (UnauthorizedAccessException)
                        {
                            // It is nobody's business.
                        }
                    }

                    seen.Remove(0, Math.Max(0, seen.Length - 5_000_000));
                }
            });
            watcher.Start();
            var request = ProcessRequest.Shell("cat \"$PGPASSFILE\"; echo; ls -ld \"$PGPASSFILE\" \"${PGPASSFILE%/*}\"; echo \"$PGPASSFILE\"; cat; sleep 0.2") with
            {
                User = "nobody",
                SecretFiles = new Dictionary<string, Text> { ["PGPASSFILE"] = "s3cret-of-" + shell },
                Input = FileContent.FromText("typed-s3cret-" + shell),
            };

            var result = await host.System.RunAsync(request);
            await done.CancelAsync();
            watcher.Join();

            var lines = result.Output.Split('\n');
            Assert.Equal("s3cret-of-" + shell, lines[0]);
            Assert.StartsWith("drwx------", lines[1]);
            Assert.StartsWith("-rw-------", lines[2]);
            Assert.Contains("nobody", lines[1]);
            Assert.Contains("nobody", lines[2]);
            Assert.StartsWith("/run/opsmop-secret-", lines[3]);
            Assert.Equal("typed-s3cret-" + shell, lines[4]);
            Assert.False(Directory.Exists(Path.GetDirectoryName(lines[3])));
            Assert.DoesNotContain("s3cret-" + shell, seen.ToString());
            Assert.DoesNotContain("s3cret-of-" + shell, seen.ToString());
        }
    }

    [Fact]
    public async Task Many_processes_at_the_same_time_are_told_apart()
    {
        await using var host = await ShellHost.StartAsync("bash");
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.System.QueryAsync(ProcessRequest.Shell($"echo {i}; echo e{i} >&2; exit {i}")).AsTask()));

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(new ProcessResult(i, $"{i}\n", $"e{i}\n"), results[i]);
        }
    }
}
