using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class SshCommandLineTests
{
    [Fact]
    public void Settings_become_arguments_and_the_inventorys_options_come_before_ours()
    {
        var line = Line(new()
        {
            Address = "10.0.0.1",
            Port = 2222,
            User = "deploy",
            IdentityFile = "~/.ssh/deploy key",
            Options = ["ForwardAgent=yes", "ServerAliveInterval=1"],
        });

        Assert.Equal(
            "-T|-o|RemoteCommand=none|-o|ForwardAgent=yes|-o|ServerAliveInterval=1|-p|2222|-l|deploy|-i|~/.ssh/deploy key|-o|IdentitiesOnly=yes|-o|BatchMode=yes|-o|ConnectTimeout=9|"
            + "-o|ServerAliveInterval=3|-o|ServerAliveCountMax=2|-o|LogLevel=INFO|--|10.0.0.1|true",
            string.Join('|', line.ForCommand("true", null)));
    }

    [Theory]
    [InlineData(HostKeyPolicy.Strict, "StrictHostKeyChecking=yes")]
    [InlineData(HostKeyPolicy.AcceptNew, "StrictHostKeyChecking=accept-new")]
    [InlineData(HostKeyPolicy.Off, "StrictHostKeyChecking=no|-o|UserKnownHostsFile=/dev/null|-o|GlobalKnownHostsFile=/dev/null")]
    public void The_policy_for_host_keys_is_sshs(HostKeyPolicy policy, string expected) =>
        Assert.Contains($"|-o|{expected}|", string.Join('|', Line(new() { HostKeys = policy }).ForCommand("true", null)));

    [Fact]
    public void Where_no_policy_is_set_the_users_configuration_has_it() =>
        Assert.DoesNotContain(Line(new()).ForCommand("true", null), argument => argument.Contains("HostKey", StringComparison.Ordinal) || argument.Contains("KnownHosts", StringComparison.Ordinal));

    [Theory]
    [InlineData("1s", 1, 1, 1)]
    [InlineData("500ms", 1, 1, 1)]
    [InlineData("3s", 2, 1, 2)]
    [InlineData("30s", 29, 10, 2)]
    public void A_silent_host_is_noticed_within_the_timeout(string timeout, int connect, int interval, int count)
    {
        var arguments = Line(new() { Timeout = timeout }).ForCommand("true", null);

        Assert.Contains($"ConnectTimeout={connect}", arguments);
        Assert.Contains($"ServerAliveInterval={interval}", arguments);
        Assert.Contains($"ServerAliveCountMax={count}", arguments);
    }

    [Fact]
    public void A_way_through_a_jump_host_is_quoted_for_ssh_and_for_the_shell_that_runs_it()
    {
        var line = new SshCommandLine(new() { Program = "/opt/it's 100%/ssh" }, new() { Name = "web1", Settings = new() { Options = ["ProxyJump=elsewhere"] } }, "/run/x/socket");
        var arguments = line.ForCommand("true", null);
        var proxy = Array.FindIndex([.. arguments], argument => argument.StartsWith("ProxyCommand=", StringComparison.Ordinal));

        Assert.Equal(
            "ProxyCommand='/opt/it'\\''s 100%%/ssh' -F /dev/null -S '/run/x/socket' -o ControlMaster=no -o ProxyCommand=false -o LogLevel=ERROR -W '[%h]:%p' -- opsmop-via",
            arguments[proxy]);
        Assert.True(proxy < Array.IndexOf([.. arguments], "ProxyJump=elsewhere"));
    }

    [Fact]
    public void A_kept_connection_is_named_by_the_way_to_it()
    {
        ConnectionTarget target = new() { Name = "db1", Settings = new() { Address = "10.0.0.5" } };
        var one = target with { Via = new() { Name = "berlin", Settings = new() } };
        var other = target with { Via = new() { Name = "paris", Settings = new() } };
        string[] sockets =
        [
            .. new[] { target, one, other, target with { Settings = target.Settings with { User = "app" } } }.Select(host => KeptConnection.Socket("/run/x", new(), host, isJump: false)),
            KeptConnection.Socket("/run/x", new(), target, isJump: true),
        ];

        Assert.Equal(5, sockets.Distinct().Count());
        Assert.Equal(sockets[1], KeptConnection.Socket("/run/x", new(), one with { Name = "db1" }, isJump: false));
        Assert.All(sockets, socket => Assert.InRange(socket.Length, 1, 40));
    }

    private static SshCommandLine Line(ConnectionSettings settings) => new(new(), new() { Name = "web1", Settings = settings }, null);
}
