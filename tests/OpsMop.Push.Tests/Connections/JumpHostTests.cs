using OpsMop.Engine.Processes;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class JumpHostTests
{
    private const string Hello = "echo opsmop-ready hello; cat";

    // A jump's ssh says that it is ready, and stays.
    private const string Jumping = "case \" $* \" in *' -M '*) echo opsmop-jump-ready; exec sleep 600;; esac\n" + FakeSsh.Login;

    [Fact]
    public async Task Hosts_behind_a_jump_host_share_one_connection_to_it()
    {
        using var fake = FakeSsh.With(Jumping);
        await using var connector = fake.Connector();
        var processes = await Task.WhenAll(Enumerable.Range(1, 6).Select(async number => await connector.ConnectAsync(Behind($"web{number}", "bastion"), Hello)));

        Assert.All(processes, process => Assert.Equal("hello", process.Greeting));
        var jump = Assert.Single(fake.Calls, call => call.Contains("-M"));
        Assert.Equal("bastion", jump[^1]);
        var socket = jump[Array.IndexOf(jump, "-S") + 1];
        Assert.All(fake.Calls.Where(call => !call.Contains("-M")), call => Assert.Contains($"-S '{socket}' ", call.Single(argument => argument.StartsWith("ProxyCommand=", StringComparison.Ordinal))));
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_jump_host_behind_another_is_reached_through_it()
    {
        using var fake = FakeSsh.With(Jumping);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Behind("db1", "relay", "bastion"), Hello);

        var jumps = fake.Calls.Where(call => call.Contains("-M")).ToArray();
        Assert.Equal(["bastion", "relay"], jumps.Select(call => call[^1]));
        Assert.DoesNotContain(jumps[0], argument => argument.StartsWith("ProxyCommand=", StringComparison.Ordinal));
        Assert.Contains(jumps[0][Array.IndexOf(jumps[0], "-S") + 1], jumps[1].Single(argument => argument.StartsWith("ProxyCommand=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Jump_hosts_end_with_the_connector_and_nothing_of_them_is_left()
    {
        using var fake = FakeSsh.With(Jumping);
        var connector = fake.Connector();
        await (await connector.ConnectAsync(Behind("db1", "relay", "bastion"), Hello)).DisposeAsync();
        Assert.Equal(2, fake.Running.Count);
        var jump = fake.Calls.First(call => call.Contains("-M"));
        var folder = Path.GetDirectoryName(jump[Array.IndexOf(jump, "-S") + 1]);
        Assert.True(Directory.Exists(folder));
        await connector.DisposeAsync();

        Assert.Empty(fake.Running);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_jump_host_that_cannot_be_reached_is_the_reason_for_all_behind_it_and_is_asked_once()
    {
        using var fake = FakeSsh.With("case \" $* \" in *' -M '*) echo 'ssh: connect to host bastion port 22: Connection refused' >&2; exit 255;; esac\n" + FakeSsh.Login);
        await using var connector = fake.Connector();
        var faults = await Task.WhenAll(Enumerable.Range(1, 5).Select(async number =>
            await Assert.ThrowsAsync<UnreachableException>(async () => await connector.ConnectAsync(Behind($"web{number}", "bastion"), Hello))));
        await Assert.ThrowsAsync<UnreachableException>(async () => await connector.ConnectAsync(Behind("web6", "bastion"), Hello));

        Assert.All(faults, fault => Assert.Equal(UnreachableReason.Via, fault.Reason));
        Assert.Contains("web1 is reached through bastion, which could not be reached. bastion: bastion answers, and no sshd listens there.", faults[0].Message);
        Assert.Equal(UnreachableReason.Refused, Assert.IsType<UnreachableException>(faults[0].InnerException).Reason);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task A_jump_host_whose_connection_has_broken_is_connected_to_again()
    {
        using var fake = FakeSsh.With(Jumping);
        await using var connector = fake.Connector();
        await (await connector.ConnectAsync(Behind("web1", "bastion"), Hello)).DisposeAsync();
        Kernel.SignalProcess(Assert.Single(fake.Running), Kernel.Kill);
        while (fake.Running.Count > 0)
        {
            await Task.Delay(10);
        }

        await using var process = await connector.ConnectAsync(Behind("web2", "bastion"), Hello);
        Assert.Equal(2, fake.Calls.Count(call => call.Contains("-M")));
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_connection_from_the_others()
    {
        using var fake = FakeSsh.With("case \" $* \" in *' -M '*) sleep 0.5;; esac\n" + Jumping);
        await using var connector = fake.Connector();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var given = connector.ConnectAsync(Behind("web1", "bastion"), Hello, null, cancel.Token).AsTask();
        var other = connector.ConnectAsync(Behind("web2", "bastion"), Hello).AsTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await using var process = await other;
        Assert.Equal("hello", process.Greeting);
        Assert.Single(fake.Calls, call => call.Contains("-M"));
    }

    [Fact]
    public async Task The_ssh_of_a_jump_host_ends_when_its_parent_is_gone()
    {
        using var fake = FakeSsh.With("exec sleep 600");
        await using var ssh = JumpHost.EndingWithUs(new ToolCommand(fake.Program)).Start();
        while (fake.Running.Count == 0)
        {
            await Task.Delay(10);
        }

        // As the kernel does it when we are killed.
        await ssh.Input.DisposeAsync();

        await ssh.Exited.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(fake.Running);
    }

    private static ConnectionTarget Behind(string name, params string[] vias) => new()
    {
        Name = name,
        Settings = new(),
        Via = vias is [var next, .. var rest] ? Behind(next, rest) : null,
    };
}
