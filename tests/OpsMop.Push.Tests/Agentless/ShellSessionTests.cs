using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Tests;
using OpsMop.Push.Agentless;

namespace OpsMop.Push.Tests.Agentless;

public sealed class ShellSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_script_has_nothing_in_it_that_a_login_shell_understands_in_its_own_way()
    {
        Assert.DoesNotContain(ShellSystem.Script, letter => letter is '\'' or '\\' or '!' or '\n');
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task A_session_that_dies_says_so_to_everybody_who_waits_and_who_asks_later(int requests)
    {
        var host = await ShellHost.StartAsync(options: new() { Host = "web1", Silence = TimeSpan.FromSeconds(4), ErrorText = () => "Connection reset by peer" });
        for (var i = 0; i < requests; i++)
        {
            await host.System.WriteAsync(_folder / $"f{i}", FileContent.FromText("x"!), new("0600"));
        }

        var waiting = Enumerable.Range(0, 20).Select(i => host.System.QueryAsync(new(["sleep", "10"])).AsTask()).ToList();
        await Task.Delay(20 * requests);
        host.Kill();

        foreach (var one in waiting)
        {
            Tell(await Assert.ThrowsAsync<SystemFaultException>(() => one));
        }

        Tell(await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.StatAsync("/etc")));
        Tell(await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.WriteAsync(_folder / "late", FileContent.FromText("x"!), new("0600"))));
        await host.DisposeAsync();
        Assert.DoesNotContain("late", _folder.Names);

        static void Tell(SystemFaultException fault)
        {
            Assert.Contains("The session with web1 has ended", fault.Message);
            Assert.Contains("Connection reset by peer", fault.Message);
        }
    }

    [Fact]
    public async Task A_session_that_falls_silent_ends_after_its_time_and_not_because_a_process_takes_long()
    {
        await using var host = await ShellHost.StartAsync(options: new() { Host = "web1", Silence = TimeSpan.FromMilliseconds(600) });
        Assert.True((await host.System.RunAsync(new(["sleep", "2"]))).Succeeded);

        using var stop = Process.Start("kill", ["-STOP", $"{host.ProcessId}"]);
        await stop.WaitForExitAsync();
        var watch = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<SystemFaultException>(async () => await host.System.StatAsync("/etc"));

        Assert.Contains("has not answered for 0.6 seconds", fault.Message);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(3));
        host.Kill();
    }

    [Fact]
    public async Task What_is_said_out_of_turn_ends_the_session_before_it_is_taken_for_an_answer()
    {
        var (toShell, fromShell) = (new Pipe(), new Pipe());
        await using var system = new ShellSystem(toShell.Writer.AsStream(), fromShell.Reader.AsStream(), new() { Host = "web1" });
        var ask = system.StatAsync("/etc").AsTask();
        var opening = Encoding.UTF8.GetString((await toShell.Reader.ReadAsync()).Buffer);
        var mark = opening[2..34];

        await fromShell.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{mark} 7 ok\n"));

        Assert.Contains("web1", (await Assert.ThrowsAsync<SystemFaultException>(() => ask)).Message);
    }

    [Fact]
    public async Task Nothing_of_a_session_stays_when_it_has_ended()
    {
        var host = await ShellHost.StartAsync();
        var folder = (await host.System.HelloAsync()).Folder;
        var input = (await host.System.RunAsync(new(["readlink", "/proc/self/fd/0"]) { Input = FileContent.Deferred(_ => new(new MemoryStream(new byte[10]))) })).Output.Trim();
        await host.System.RunAsync(ProcessRequest.Shell("head -c 100000 /dev/zero; true"));
        Assert.True(Directory.Exists(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.StartsWith("/var/tmp/opsmop-", input);
        Assert.False(File.Exists(input));

        // What is left of a command goes with nobody waiting for it, but before the next answer.
        await host.System.StatAsync("/");
        Assert.Equal(["p"], Directory.GetFileSystemEntries(folder).Select(name => Path.GetFileName(name)).Except(["w"]));
        await host.DisposeAsync();

        // The other end tidies up when it finds its input closed.
        for (var i = 0; i < 100 && Directory.Exists(folder); i++)
        {
            await Task.Delay(50);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task What_a_killed_session_left_goes_with_the_next()
    {
        var killed = await ShellHost.StartAsync();
        var folder = (await killed.System.HelloAsync()).Folder;
        killed.Kill();
        await killed.DisposeAsync();
        Assert.True(Directory.Exists(folder));

        await using var next = await ShellHost.StartAsync();
        Assert.NotEmpty((await next.System.HelloAsync()).Folder);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [MemberData(nameof(ShellHost.Shells), MemberType = typeof(ShellHost))]
    public async Task Facts_are_gathered_over_it(string shell)
    {
        await using var host = await ShellHost.StartAsync(shell);
        var here = new HostFacts(new OpsMop.Engine.Systems.LocalSystem());
        await here.GatherAsync(facts => _ = (facts.Platform, facts.Network));
        var there = new HostFacts(host.System);
        await there.GatherAsync(facts => _ = (facts.Platform, facts.UserFacts));

        Assert.Equal(here.Platform.ToString(), there.Platform.ToString());
        if (shell is "dash" or "bash")
        {
            await there.GatherAsync(facts => _ = facts.Network);
            Assert.Equal(here.Network.ToString(), there.Network.ToString());
        }
    }
}
