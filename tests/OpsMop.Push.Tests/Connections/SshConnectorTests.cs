using System.Text;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class SshConnectorTests
{
    private const string Hello = "echo \"opsmop-\"\"ready hello world\"";

    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_greeting_is_given_and_what_follows_is_the_callers()
    {
        using var fake = FakeSsh.With(FakeSsh.Login);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello + "; echo first; cat; echo last");
        await process.Input.WriteAsync("what was sent\n"u8.ToArray());
        await process.Input.DisposeAsync();

        Assert.Equal("hello world", process.Greeting);
        Assert.Equal("first\nwhat was sent\nlast\n", await ReadAsync(process.Output));
        Assert.Equal(0, await process.Exited.WaitAsync(s_soon));
    }

    [Theory]
    [InlineData("echo 'Welcome to web1'; echo; echo 'opsmop is ready'")]
    [InlineData("printf 'no line end'")]
    [InlineData("printf 'opsmop-read'")]
    [InlineData("printf 'opsmop-ready opsmop-'; head -c 65536 /dev/zero; printf opsmop-")]
    [InlineData("head -c 8185 /dev/zero")]
    [InlineData("printf %s \"$*\"")]
    [InlineData("head -c 65536 /dev/urandom")]
    [InlineData("head -c 65536 /dev/zero")]
    [InlineData("yes motd | head -n 20000")]
    public async Task What_a_login_prints_before_the_greeting_is_dropped(string noise)
    {
        using var fake = FakeSsh.With(noise + "\n" + FakeSsh.Login);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello + "; echo mine");

        Assert.Equal("hello world", process.Greeting);
        Assert.Equal("mine\n", await ReadAsync(process.Output));
    }

    [Fact]
    public async Task A_greeting_that_comes_in_pieces_is_one()
    {
        using var fake = FakeSsh.With("printf 'motd\\nops'; sleep 0.1; printf 'mop-ready he'; sleep 0.1; printf 'llo\\nre'; sleep 0.1; printf 'st'");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("hello", process.Greeting);
        Assert.Equal("rest", await ReadAsync(process.Output));
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 255", 255)]
    [InlineData("echo 'Connection to web1 closed by remote host.' >&2; exit 255", null)]
    [InlineData("echo 'client_loop: send disconnect: Broken pipe' >&2; exit 255", null)]
    [InlineData("echo 'Timeout, server web1 not responding.' >&2; exit 255", null)]
    [InlineData("kill -KILL $$", null)]
    public async Task An_exit_code_is_told_and_a_broken_connection_has_none(string end, int? expected)
    {
        using var fake = FakeSsh.With("echo opsmop-ready x; " + end);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);
        await ReadAsync(process.Output);

        Assert.Equal(expected, await process.Exited.WaitAsync(s_soon));
    }

    [Fact]
    public async Task The_end_of_standard_error_is_kept()
    {
        using var fake = FakeSsh.With("echo opsmop-ready x; seq 100000 >&2; echo the end >&2");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);
        await process.Exited.WaitAsync(s_soon);

        Assert.EndsWith("99999\n100000\nthe end\n", process.ErrorText);
        Assert.Equal(16 * 1024, process.ErrorText.Length);
    }

    [Fact]
    public async Task A_killed_connection_ends_at_once_and_has_no_exit_code()
    {
        using var fake = FakeSsh.With("echo opsmop-ready x; exec sleep 600");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);
        process.Kill();

        Assert.Null(await process.Exited.WaitAsync(s_soon));
        Assert.Empty(fake.Running);
    }

    [Fact]
    public async Task A_disposed_connection_leaves_no_process_even_one_that_does_not_want_to_end()
    {
        using var fake = FakeSsh.With("trap '' TERM; echo opsmop-ready x; while :; do read -r x || sleep 0.05; done");
        await using var connector = fake.Connector();
        var process = await connector.ConnectAsync(Target(), Hello);
        await process.DisposeAsync();

        Assert.Empty(fake.Running);
        Assert.Null(await process.Exited.WaitAsync(s_soon));
    }

    [Theory]
    [InlineData("sleep 600", "did not let us finish logging in within 1s")]
    [InlineData("echo the last words >&2; sleep 600", "The last that it said: the last words.")]
    [InlineData("while :; do echo a banner that never ends; done", "The last that it said: a banner")]
    public async Task What_hangs_ends_when_the_time_is_over(string hang, string message)
    {
        using var fake = FakeSsh.With(hang);
        await using var connector = fake.Connector();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fault = await RefusedAsync(connector, Target(new() { Timeout = "1s" }));

        Assert.Equal(UnreachableReason.Timeout, fault.Reason);
        Assert.Contains(message, fault.Message);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 5);
        Assert.Empty(fake.Running);
    }

    [Fact]
    public async Task A_cancelled_connection_is_given_up_and_leaves_no_process()
    {
        using var fake = FakeSsh.With("sleep 600");
        await using var connector = fake.Connector();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await connector.ConnectAsync(Target(), Hello, null, cancel.Token));
        Assert.Empty(fake.Running);
    }

    [Fact]
    public async Task A_missing_ssh_is_named()
    {
        await using var connector = new SshConnector(new SshOptions { Program = "no-such-ssh" });
        var fault = await RefusedAsync(connector, Target());

        Assert.Contains("no-such-ssh: command not found", fault.Message);
        Assert.Contains("Install it", fault.Message);
    }

    [Fact]
    public async Task A_script_that_login_shells_understand_in_different_ways_is_refused()
    {
        using var fake = FakeSsh.With(FakeSsh.Login);
        await using var connector = fake.Connector();
        foreach (var script in new[] { "echo 'x'", "echo \\n", "echo !", "echo a\necho b", "" })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await connector.ConnectAsync(Target(), script));
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await connector.ConnectAsync(Target(new() { Sudo = true, SudoUser = "it's" }), Hello));
        Assert.Empty(fake.Calls);
    }

    [Theory]
    [InlineData("-oProxyCommand=touch /tmp/x")]
    [InlineData("web1;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("web 1")]
    [InlineData("")]
    public async Task An_address_that_means_something_to_ssh_or_a_shell_is_refused(string address)
    {
        using var fake = FakeSsh.With(FakeSsh.Login);
        await using var connector = fake.Connector();
        var fault = await RefusedAsync(connector, Target(new() { Address = address }));

        Assert.Equal(UnreachableReason.UnknownName, fault.Reason);
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public async Task A_connection_that_sshd_turns_away_is_tried_again_and_each_try_is_told()
    {
        using var fake = FakeSsh.With($"""
            if [ $(ls -d "$DIR"/done-* | wc -l) -lt 4 ]; then echo 'kex_exchange_identification: Connection closed by remote host' >&2; echo 'Connection closed by 10.0.0.1 port 22' >&2; exit 255; fi
            {FakeSsh.Login}
            """);
        await using var connector = fake.Connector();
        List<(int Attempt, string? Why)> told = [];
        await using var process = await connector.ConnectAsync(Target(), Hello, (attempt, why) => told.Add((attempt, why)));

        Assert.Equal("hello world", process.Greeting);
        Assert.Equal([1, 2, 3, 4], told.Select(one => one.Attempt));
        Assert.Null(told[0].Why);
        Assert.All(told.Skip(1), one => Assert.Contains("MaxStartups", one.Why));
    }

    [Fact]
    public async Task A_connection_that_sshd_turns_away_each_time_ends()
    {
        using var fake = FakeSsh.With("echo 'kex_exchange_identification: read: Connection reset by peer' >&2; exit 255");
        await using var connector = fake.Connector(options => options with { Tries = 3 });
        var fault = await RefusedAsync(connector, Target());

        Assert.Equal(UnreachableReason.TooManyConnections, fault.Reason);
        Assert.EndsWith("Tried 3 times.", fault.Message);
        Assert.Equal(3, fake.Calls.Count);
    }

    [Fact]
    public async Task A_refusal_that_does_not_pass_is_not_tried_again()
    {
        using var fake = FakeSsh.With("echo 'root@web1: Permission denied (publickey).' >&2; exit 255");
        await using var connector = fake.Connector();
        var fault = await RefusedAsync(connector, Target());

        Assert.Equal(UnreachableReason.Authentication, fault.Reason);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task No_more_than_the_limit_log_in_at_one_sshd_at_the_same_time_under_whichever_names()
    {
        using var fake = FakeSsh.With($"""
            mkdir -p "$DIR/in"; touch "$DIR/in/$$"; ls "$DIR/in" | wc -l >>"$DIR/counts"; sleep 0.1; rm "$DIR/in/$$"
            {FakeSsh.Login}
            """);
        await using var connector = fake.Connector(options => options with { HandshakesPerHop = 3 });
        var processes = await Task.WhenAll(Enumerable.Range(1, 12).Select(async number =>
            await connector.ConnectAsync(new() { Name = $"name{number}", Settings = new() { Address = "127.0.0.1" } }, Hello + "; cat")));
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        var counts = File.ReadAllLines(Path.Combine(fake.Folder, "counts")).Select(int.Parse).ToArray();
        Assert.Equal(12, counts.Length);
        Assert.InRange(counts.Max(), 2, 3);
    }

    [Fact]
    public async Task A_key_is_used_without_questions_and_nothing_that_was_not_set_is_passed()
    {
        using var fake = FakeSsh.With(FakeSsh.Login);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal(
            [
                "-T", "-o", "RemoteCommand=none", "-o", "BatchMode=yes", "-o", "ConnectTimeout=9", "-o", "ServerAliveInterval=3", "-o", "ServerAliveCountMax=2", "-o", "LogLevel=INFO",
                "--", "web1", $"sh -c '{Hello}'",
            ],
            fake.Calls.Single());
    }

    private static ConnectionTarget Target(ConnectionSettings? settings = null) => new() { Name = "web1", Settings = settings ?? new() };

    private static async Task<UnreachableException> RefusedAsync(SshConnector connector, ConnectionTarget target) =>
        await Assert.ThrowsAsync<UnreachableException>(async () => await connector.ConnectAsync(target, Hello));

    private static async Task<string> ReadAsync(Stream stream)
    {
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
