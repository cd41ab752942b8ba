using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

/// <summary>What ssh and sshd have said, recorded from OpenSSH 8.0 to 9.9, and what operators read.</summary>
public sealed class SshFaultsTests
{
    private const string ChangedKey = """
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
        @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
        IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
        The fingerprint for the ED25519 key sent by the remote host is
        SHA256:2Fb3ydcBRhSzQQ7BRoxcvvwVM/4lQHVmbzYMs6zDG0I.
        Please contact your system administrator.
        Add correct host key in /home/op/.ssh/known_hosts to get rid of this message.
        Offending ED25519 key in /home/op/.ssh/known_hosts:17
          remove with:
          ssh-keygen -f "/home/op/.ssh/known_hosts" -R "[10.0.0.1]:2222"
        Host key for [10.0.0.1]:2222 has changed and you have requested strict checking.
        Host key verification failed.
        """;

    [Theory]
    [InlineData("ssh: Could not resolve hostname web1.example: Name or service not known", nameof(UnreachableReason.UnknownName), "no host has the name 'web1.example'. Correct it, or set address.")]
    [InlineData("ssh: Could not resolve hostname web1: Temporary failure in name resolution", nameof(UnreachableReason.UnknownName), "the resolver has no answer for 'web1'")]
    [InlineData("ssh: connect to host web1 port 22: Connection timed out", nameof(UnreachableReason.Timeout), "nothing answers at web1 within 10s")]
    [InlineData("ssh: connect to host web1 port 22: Operation timed out", nameof(UnreachableReason.Timeout), "nothing answers at web1 within 10s")]
    [InlineData("Connection timed out during banner exchange\nConnection to 10.0.0.1 port 22 timed out", nameof(UnreachableReason.Timeout), "accepts connections and says nothing")]
    [InlineData("ssh: connect to host web1 port 22: Connection refused", nameof(UnreachableReason.Refused), "no sshd listens there")]
    [InlineData("ssh: connect to host web1 port 22: No route to host", nameof(UnreachableReason.NoRoute), "there is no route to web1")]
    [InlineData("ssh: connect to host web1 port 22: Network is unreachable", nameof(UnreachableReason.NoRoute), "there is no route to web1")]
    [InlineData(ChangedKey, nameof(UnreachableReason.ChangedHostKey), "(/home/op/.ssh/known_hosts line 17)")]
    [InlineData(ChangedKey, nameof(UnreachableReason.ChangedHostKey), "ssh-keygen -f '/home/op/.ssh/known_hosts' -R '[10.0.0.1]:2222'")]
    [InlineData("No ED25519 host key is known for web1 and you have requested strict checking.\nHost key verification failed.", nameof(UnreachableReason.UnknownHostKey), "hostKeys: accept-new")]
    [InlineData("Host key verification failed.", nameof(UnreachableReason.UnknownHostKey), "ssh-keyscan web1")]
    [InlineData("deploy@web1: Permission denied (publickey,password).", nameof(UnreachableReason.Authentication), "web1 does not let deploy in. It takes publickey, password. Load a key into ssh-agent or set identityFile; where only a password does, set password.")]
    [InlineData("deploy@web1: Permission denied (publickey).", nameof(UnreachableReason.Authentication), "Load the key into ssh-agent, set identityFile, or set user.")]
    [InlineData("Load key \"/home/op/.ssh/id\": invalid format\ndeploy@web1: Permission denied (publickey).", nameof(UnreachableReason.Authentication), "The key /home/op/.ssh/id cannot be used: invalid format.")]
    [InlineData("@ WARNING: UNPROTECTED PRIVATE KEY FILE! @\nLoad key \"/k\": bad permissions\ndeploy@web1: Permission denied (publickey).", nameof(UnreachableReason.Authentication), "chmod 600")]
    [InlineData("Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures\nDisconnected from 10.0.0.1 port 22", nameof(UnreachableReason.Authentication), "Set identityFile")]
    [InlineData("kex_exchange_identification: Connection closed by remote host\nConnection closed by 10.0.0.1 port 22", nameof(UnreachableReason.TooManyConnections), "MaxStartups")]
    [InlineData("kex_exchange_identification: read: Connection reset by peer\nConnection reset by 10.0.0.1 port 22", nameof(UnreachableReason.TooManyConnections), "MaxStartups")]
    [InlineData("ssh_exchange_identification: Connection closed by remote host", nameof(UnreachableReason.TooManyConnections), "MaxStartups")]
    [InlineData("Connection closed by 10.0.0.1 port 22", nameof(UnreachableReason.TooManyConnections), "MaxStartups")]
    [InlineData("Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa,ssh-dss", nameof(UnreachableReason.Other), "have no host key type in common; it offers ssh-rsa,ssh-dss")]
    [InlineData("/home/op/.ssh/config: line 3: Bad configuration option: frwardagent\n/home/op/.ssh/config: terminating, 1 bad configuration options", nameof(UnreachableReason.Other), "frwardagent")]
    [InlineData("Bad owner or permissions on /home/op/.ssh/config", nameof(UnreachableReason.Other), "Bad owner or permissions")]
    [InlineData("exec request failed on channel 0", nameof(UnreachableReason.Command), "starts no commands")]
    [InlineData("something new", nameof(UnreachableReason.Other), "ssh ended with exit code 255: something new.")]
    [InlineData("", nameof(UnreachableReason.Other), "it said nothing")]
    public void What_ssh_says_becomes_a_reason_and_an_advice(string said, string reason, string message)
    {
        var fault = SshFaults.Explain(Target(), "web1", new() { ErrorText = said + "\n", ExitCode = 255 });

        Assert.Equal(reason, fault.Reason.ToString());
        Assert.Contains(message, fault.Message);
        Assert.StartsWith("web1: ", fault.Message);
        Assert.Equal(reason == nameof(UnreachableReason.TooManyConnections), fault.Passes);
    }

    [Theory]
    [InlineData("channel 2: open failed: administratively prohibited: open failed", nameof(UnreachableReason.Via), "bastion does not forward connections to it")]
    [InlineData("channel 2: open failed: connect failed: Connection refused", nameof(UnreachableReason.Refused), "web1 (through bastion) answers, and no sshd listens there")]
    [InlineData("channel 2: open failed: connect failed: No route to host", nameof(UnreachableReason.NoRoute), "no route to web1 (through bastion)")]
    [InlineData("channel 2: open failed: connect failed: Connection timed out", nameof(UnreachableReason.Timeout), "nothing answers at web1 (through bastion)")]
    [InlineData("channel 2: open failed: connect failed: Name or service not known", nameof(UnreachableReason.UnknownName), "no host has the name 'web1'")]
    [InlineData("channel 2: open failed: connect failed: Connection refused\nchannel 3: open failed: connect failed: No route to host", nameof(UnreachableReason.Refused), "bastion does not connect to it: Connection refused, or No route to host.")]
    [InlineData("", nameof(UnreachableReason.Refused), "bastion does not connect to it: no sshd listens there")]
    public void Why_a_jump_host_does_not_connect_is_told_with_its_name(string said, string reason, string message)
    {
        var target = Target() with { Via = new() { Name = "bastion", Settings = new() } };
        const string Text = "Stdio forwarding request failed: Session open refused by peer\nkex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535\n";
        var fault = SshFaults.Explain(target, "web1", new() { ErrorText = Text, JumpText = said, ExitCode = 255 });

        Assert.Equal(reason, fault.Reason.ToString());
        Assert.Contains(message, fault.Message);
        Assert.False(fault.Passes);
    }

    [Fact]
    public void A_script_that_does_not_begin_is_told_with_its_last_words()
    {
        var fault = SshFaults.Explain(Target(), "web1", new() { ErrorText = "sh: 1: opsmop: Permission denied\n", ExitCode = 126 });

        Assert.Equal(UnreachableReason.Command, fault.Reason);
        Assert.Contains("exit code 126", fault.Message);
        Assert.Contains("opsmop: Permission denied", fault.Message);
    }

    [Fact]
    public void A_login_without_a_shell_is_told()
    {
        var fault = SshFaults.Explain(Target(), "web1", new() { Noise = "This account is currently not available.\n", ExitCode = 1 });

        Assert.Equal(UnreachableReason.Command, fault.Reason);
        Assert.Contains("login shell", fault.Message);
    }

    [Fact]
    public void Nothing_that_a_host_says_reaches_the_terminal_as_a_control_character()
    {
        var fault = SshFaults.Explain(Target(), "web1", new() { ErrorText = "\u001b]0;owned\a\u001b[2Jhello\n", ExitCode = 255 });

        Assert.DoesNotContain(fault.Message, char.IsControl);
        Assert.Contains("hello", fault.Message);
    }

    private static ConnectionTarget Target() => new() { Name = "web1", Settings = new() };
}
