using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class SudoTests
{
    private const string Hello = "echo opsmop-ready hello; cat";
    private const string Password = "correct horse";

    // sudo -H -S -p PROMPT -u USER -- sh -c SCRIPT; it reads a line, as sudo -S does, and no more than that.
    private const string Asking = """
        echo "$@" >"$DIR/sudo-arguments"
        while [ "$1" != -- ]; do [ "$1" = -p ] && prompt=$2; [ "$1" = -n ] && { echo 'sudo: a password is required' >&2; exit 1; }; shift; done; shift
        for try in 1 2 3; do
            printf '%s' "$prompt" >&2; read -r password; echo >&2
            [ "$password" = 'correct horse' ] && exec "$@"
            echo 'Sorry, try again.' >&2
        done
        exit 1
        """;

    private const string NotAsking = "while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"";

    [Fact]
    public async Task The_password_is_given_when_sudo_asks_and_the_rest_of_the_input_is_the_scripts()
    {
        using var fake = FakeSsh.With(FakeSsh.Login, Asking);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(Password), Hello);
        await process.Input.WriteAsync("sent after it"u8.ToArray());
        await process.Input.DisposeAsync();

        Assert.Equal("sent after it", await new StreamReader(process.Output).ReadToEndAsync());
        Assert.DoesNotContain("opsmop-", process.ErrorText);
        Assert.All(fake.Calls.SelectMany(call => call).Concat(fake.Environments), text => Assert.DoesNotContain(Password, text));
    }

    [Fact]
    public async Task Where_sudo_asks_nothing_the_password_is_not_sent()
    {
        using var fake = FakeSsh.With(FakeSsh.Login, NotAsking);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(Password), Hello);
        await process.Input.DisposeAsync();

        Assert.Equal("", await new StreamReader(process.Output).ReadToEndAsync());
    }

    [Fact]
    public async Task A_prompt_is_another_for_each_connection_and_a_fixed_text_is_none()
    {
        using var fake = FakeSsh.With("echo 'opsmop-password: [sudo] password for deploy:' >&2\n" + FakeSsh.Login, NotAsking);
        await using var connector = fake.Connector();
        for (var i = 0; i < 2; i++)
        {
            await using var process = await connector.ConnectAsync(Target(Password), Hello);
            await process.Input.DisposeAsync();
            Assert.Equal("", await new StreamReader(process.Output).ReadToEndAsync());
        }

        var prompts = fake.Calls.Select(call => call[^1].Split("-p ")[1].Split(' ')[0]).ToArray();
        Assert.NotEqual(prompts[0], prompts[1]);
    }

    [Fact]
    public async Task A_wrong_password_ends_at_the_second_question()
    {
        using var fake = FakeSsh.With(FakeSsh.Login, Asking);
        await using var connector = fake.Connector();
        var fault = await RefusedAsync(connector, Target("wrong battery"));

        Assert.Equal("web1: sudo does not accept the password of deploy. Correct sudoPassword.", fault.Message);
        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Empty(fake.Running);
    }

    [Fact]
    public async Task A_password_that_is_wanted_and_not_there_is_told_with_the_setting()
    {
        using var fake = FakeSsh.With(FakeSsh.Login, Asking);
        await using var connector = fake.Connector();
        var fault = await RefusedAsync(connector, Target(null));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains("sudo wants the password of deploy. Set sudoPassword", fault.Message);
    }

    [Fact]
    public async Task Sudo_becomes_the_user_that_was_asked_for()
    {
        using var fake = FakeSsh.With(FakeSsh.Login, NotAsking);
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(
            new() { Name = "web1", Settings = new() { Sudo = true, SudoUser = "app" } }, Hello);

        Assert.Equal($"sudo -H -n -u 'app' -- sh -c '{Hello}'", fake.Calls.Single()[^1]);
    }

    [Theory]
    [InlineData("echo 'sh: 1: sudo: not found' >&2; exit 127", "there is no sudo")]
    [InlineData("echo 'bash: sudo: command not found' >&2; exit 127", "there is no sudo")]
    [InlineData("echo 'deploy is not in the sudoers file.  This incident will be reported.' >&2; exit 1", "deploy may not become root with sudo")]
    [InlineData("echo 'Sorry, user deploy is not allowed to execute /bin/sh as root on web1.' >&2; exit 1", "deploy may not become root with sudo")]
    [InlineData("echo 'sudo: sorry, you must have a tty to run sudo' >&2; exit 1", "Defaults:deploy !requiretty")]
    [InlineData("echo 'sudo: unknown user root' >&2; exit 1", "sudo knows no user 'root'")]
    [InlineData("echo 'sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set' >&2; exit 1", "sudo refuses: sudo: /usr/bin/sudo must be owned")]
    [InlineData("echo 'sudo: Ein Passwort ist notwendig' >&2; exit 1", "sudo refuses: sudo: Ein Passwort ist notwendig")]
    public async Task Whatever_sudo_refuses_is_told_with_what_to_do(string sudo, string message)
    {
        using var fake = FakeSsh.With(FakeSsh.Login, sudo);
        await using var connector = fake.Connector();
        var fault = await RefusedAsync(connector, Target(null));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.StartsWith("web1: ", fault.Message);
        Assert.Contains(message, fault.Message);
    }

    private static ConnectionTarget Target(string? password) => new()
    {
        Name = "web1",
        Settings = new() { User = "deploy", Sudo = true },
        SudoPassword = password is null ? null : Secret.Adopt(password),
    };

    private static async Task<UnreachableException> RefusedAsync(SshConnector connector, ConnectionTarget target) =>
        await Assert.ThrowsAsync<UnreachableException>(async () => await connector.ConnectAsync(target, Hello));
}
