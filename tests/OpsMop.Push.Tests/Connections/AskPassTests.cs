using OpsMop.Engine.Systems;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Tests.Connections;

public sealed class AskPassTests
{
    private const string Hello = "echo opsmop-ready hello; cat";
    private const string Password = "s3cret of web1";

    // Asks as ssh does: its child asks, and its own number is the parent's.
    private const string Ask = "answer=$(\"$SSH_ASKPASS\" \"$question\")";

    [Fact]
    public async Task The_password_is_given_to_the_question_for_it()
    {
        using var fake = Fake("question=\"admin@web1's password: \"", $"{Ask}; [ \"$answer\" = '{Password}' ] && ");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("hello", process.Greeting);
    }

    [Theory]
    [InlineData("question=\"Enter passphrase for key '/home/admin/.ssh/id_ed25519': \"")]
    [InlineData("question='The authenticity of host web1 cannot be established. Are you sure you want to continue connecting (yes/no/[fingerprint])? '")]
    [InlineData("question='(admin@web1) Verification code: '")]
    [InlineData("question='Allow use of key password: '; SSH_ASKPASS_PROMPT=confirm; export SSH_ASKPASS_PROMPT")]
    public async Task Other_questions_are_not_answered(string question)
    {
        using var fake = Fake(question, $"{Ask}; [ -z \"$answer\" ] && ");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("hello", process.Greeting);
    }

    [Fact]
    public async Task It_is_given_once()
    {
        using var fake = Fake("question=\"admin@web1's password: \"", $"{Ask}; {Ask}; [ -z \"$answer\" ] && ");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("hello", process.Greeting);
    }

    [Fact]
    public async Task The_ssh_of_a_jump_host_does_not_get_it()
    {
        // It is a child with the same environment.
        using var fake = Fake("question=\"admin@bastion's password: \"", $"answer=$(sh -c '\"$SSH_ASKPASS\" \"$0\"; :' \"$question\"); [ -z \"$answer\" ] && ");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("hello", process.Greeting);
    }

    [Fact]
    public async Task It_is_in_no_argument_in_no_environment_and_in_no_file()
    {
        using var fake = Fake("question=\"admin@web1's password: \"", "grep -r -l 's3cret of' \"${SSH_ASKPASS%/*}\" --devices=skip >\"$DIR/found\"; ");
        await using var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);

        Assert.Equal("", File.ReadAllText(Path.Combine(fake.Folder, "found")));
        Assert.All(fake.Calls.SelectMany(call => call).Concat(fake.Environments), text => Assert.DoesNotContain("s3cret", text));
        Assert.Contains("BatchMode=no", fake.Calls.Single());
        Assert.Contains("NumberOfPasswordPrompts=1", fake.Calls.Single());
        Assert.Contains("SSH_ASKPASS_REQUIRE=force", fake.Environments.Single());
    }

    [Fact]
    public async Task Nothing_of_it_is_left_when_the_connector_ends()
    {
        using var fake = Fake("question=\"admin@web1's password: \"", "");
        var connector = fake.Connector();
        await using var process = await connector.ConnectAsync(Target(), Hello);
        var helper = fake.Environments.Single().Split('\n').Single(line => line.StartsWith("SSH_ASKPASS=", StringComparison.Ordinal))[12..];
        var pipe = fake.Environments.Single().Split('\n').Single(line => line.StartsWith("OPSMOP_ASKPASS_PIPE=", StringComparison.Ordinal))[20..];
        Assert.True(File.Exists(helper));
        Assert.False(File.Exists(pipe));
        Assert.Equal(0, Libc.Status(UnixAbi.CurrentDirectory, Path.GetDirectoryName(helper)!, follow: false, out var folder));
        Assert.Equal((uint)PrivateFolder.Mode, (uint)folder.Permissions);
        await connector.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(helper)));
    }

    private static FakeSsh Fake(string question, string condition) => FakeSsh.With($"{question}\n{condition} {{ {FakeSsh.Login}; }}");

    private static ConnectionTarget Target() => new() { Name = "web1", Settings = new() { User = "admin" }, Password = Secret.Adopt(Password) };
}
