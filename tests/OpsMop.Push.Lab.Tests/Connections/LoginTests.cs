using System.Text;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Ways to log in, and what logins are like.</summary>
public sealed class LoginTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    private const string User = "login-user";
    private const string Password = "pass word $HOME'\"\\ of-login-user";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (LabRequirements.Missing is null)
        {
            await Host.RemoveUserAsync(User);
            await Host.ResetSshdAsync();
        }
    }

    [LabFact]
    public async Task A_key_lets_us_in_and_what_is_sent_comes_back_byte_by_byte()
    {
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Host), "echo opsmop-ready hello; cat");
        Assert.Equal("hello", process.Greeting);
        Task writing = Task.Run(async () =>
        {
            await process.Input.WriteAsync(sent);
            await process.Input.DisposeAsync();
        });
        var received = new MemoryStream();
        await process.Output.CopyToAsync(received);
        await writing;

        Assert.True(received.ToArray().AsSpan().SequenceEqual(sent));
        Assert.Equal(0, await process.Exited.WaitAsync(Soon));
    }

    [LabFact]
    public async Task A_certificate_lets_us_in()
    {
        await Host.AddUserAsync(User, key: false);
        await Host.TrustCertificatesAsync();
        LabCertificate certificate = await Lab.MakeCertificateAsync(User);

        Assert.Equal($"{User} {Host.Name}", await GreetingAsync(Target(Host, new() { User = User, IdentityFile = certificate.KeyFile })));
        Assert.Equal(UnreachableReason.Authentication, (await RefusedAsync(Target(Host, new() { User = User }))).Reason);
    }

    [LabFact]
    public async Task A_password_lets_us_in_and_a_wrong_one_is_told()
    {
        await Host.AddUserAsync(User, password: Password, key: false);
        await Host.AllowPasswordsAsync();
        ConnectionTarget target = Target(Host, new() { User = User });

        Assert.Equal($"{User} {Host.Name}", await GreetingAsync(target with { Password = Secret.Adopt(Password) }));
        UnreachableException wrong = await RefusedAsync(target with { Password = Secret.Adopt("wrong") });
        Assert.Equal(UnreachableReason.Authentication, wrong.Reason);
        Assert.Contains($"does not let {User} in", wrong.Message);
        Assert.Contains("The password is wrong", wrong.Message);
    }

    [LabFact]
    public async Task A_password_is_given_where_only_the_interactive_method_asks_for_it()
    {
        await Host.AddUserAsync(User, password: Password, key: false);
        await Host.SetSshdAsync("PasswordAuthentication no", "KbdInteractiveAuthentication yes");

        Assert.Equal($"{User} {Host.Name}", await GreetingAsync(Target(Host, new() { User = User }) with { Password = Secret.Adopt(Password) }));
    }

    [LabFact]
    public async Task Who_is_not_let_in_is_told_the_user_the_methods_and_what_to_do()
    {
        await Host.AddUserAsync(User, key: false);
        UnreachableException fault = await RefusedAsync(Target(Host, new() { User = User }));

        Assert.Equal(UnreachableReason.Authentication, fault.Reason);
        Assert.Contains($"does not let {User} in. It takes publickey, password.", fault.Message);
    }

    [LabFact]
    public async Task A_login_that_prints_much_does_not_disturb()
    {
        await Host.AddUserAsync(User);
        await Host.MakeLoginNoisyAsync(User, string.Concat(Enumerable.Repeat("opsmop-read\u0007\u001b[2J motd without an end\r\n", 1500)) + "opsmop-ready?");
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Host, new() { User = User }), "echo opsmop-ready hello; echo mine");

        Assert.Equal("hello", process.Greeting);
        Assert.Equal("mine\n", await new StreamReader(process.Output, Encoding.UTF8).ReadToEndAsync());
    }

    [LabFact]
    public async Task A_login_that_blocks_ends_with_the_time_and_leaves_nothing_here()
    {
        await Host.AddUserAsync(User);
        await Host.BlockLoginAsync(User);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        UnreachableException fault = await RefusedAsync(Target(Host, new() { User = User, Timeout = "2s" }));

        Assert.Equal(UnreachableReason.Timeout, fault.Reason);
        Assert.Contains("a profile", fault.Message);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.9, 5);
        await Host.RestoreLoginAsync(User);
    }

    [LabTheory]
    [InlineData("tcsh")]
    [InlineData("fish")]
    public async Task Other_login_shells_start_the_script_too(string shell)
    {
        await Lab.Repository.ProvideAsync(shell);
        (await Host.EnterAsync($"apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install {shell}", time: TimeSpan.FromMinutes(5))).OrThrow();
        await Host.AddUserAsync(User, SudoRights.WithPassword, Password);
        (await Host.EnterAsync($"usermod --shell $(command -v {shell}) {User}")).OrThrow();

        Assert.Equal(
            $"root {Host.Name}",
            await GreetingAsync(Target(Host, new() { User = User, Sudo = true }) with { SudoPassword = Secret.Adopt(Password) }));
        await using IRemoteProcess process = await Connector.ConnectAsync(
            Target(Host, new() { User = User }), "x=$(printf %s a); echo opsmop-ready \"$x ${x#a}$((1+1)) *\"; [ -n \"$x\" ] && exit 7");
        Assert.Equal("a 2 *", process.Greeting);
        Assert.Equal(7, await process.Exited.WaitAsync(Soon));
    }

    [LabFact]
    public async Task A_user_without_a_shell_is_told()
    {
        await Host.AddUserAsync(User);
        (await Host.EnterAsync($"usermod --shell /usr/sbin/nologin {User}")).OrThrow();
        UnreachableException fault = await RefusedAsync(Target(Host, new() { User = User }));

        Assert.Equal(UnreachableReason.Command, fault.Reason);
        Assert.Contains("login shell", fault.Message);
    }
}
