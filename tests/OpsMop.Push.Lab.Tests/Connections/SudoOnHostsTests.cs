using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Becoming another user with Debian's sudo.</summary>
public sealed class SudoOnHostsTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    private const string User = "sudo-user";
    private const string Password = "a password with spaces";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (LabRequirements.Missing is null)
        {
            await Host.RemoveUserAsync(User);
        }
    }

    [LabFact]
    public async Task With_a_password_we_become_root_and_the_input_stays_ours()
    {
        await Host.AddUserAsync(User, SudoRights.WithPassword, Password);
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Password), Hello);
        await process.Input.WriteAsync("what follows"u8.ToArray());
        await process.Input.DisposeAsync();

        Assert.Equal($"root {Host.Name}", process.Greeting);
        Assert.Equal("what follows", await new StreamReader(process.Output).ReadToEndAsync());
        Assert.DoesNotContain(Password, process.ErrorText);
        Assert.DoesNotContain("opsmop-", process.ErrorText);
    }

    [LabFact]
    public async Task Without_a_password_we_become_root_whether_one_was_given_or_not()
    {
        await Host.AddUserAsync(User, SudoRights.WithoutPassword, Password);
        foreach (var password in new[] { null, Password })
        {
            await using IRemoteProcess process = await Connector.ConnectAsync(Target(password), Hello);
            await process.Input.DisposeAsync();

            Assert.Equal($"root {Host.Name}", process.Greeting);
            Assert.Equal("", await new StreamReader(process.Output).ReadToEndAsync());
        }
    }

    [LabFact]
    public async Task We_become_the_user_that_was_asked_for()
    {
        await Host.AddUserAsync(User, SudoRights.WithoutPassword);

        Assert.Equal($"nobody {Host.Name}", await GreetingAsync(Target(null, new() { SudoUser = "nobody" })));
        UnreachableException fault = await RefusedAsync(Target(null, new() { SudoUser = "nobdy" }));
        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains("sudo knows no user 'nobdy'", fault.Message);
    }

    [LabFact]
    public async Task A_wrong_password_is_told_and_tried_once()
    {
        await Host.AddUserAsync(User, SudoRights.WithPassword, Password);
        UnreachableException fault = await RefusedAsync(Target("wrong"));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains($"sudo does not accept the password of {User}", fault.Message);
    }

    [LabFact]
    public async Task A_password_that_is_wanted_is_told()
    {
        await Host.AddUserAsync(User, SudoRights.WithPassword, Password);
        UnreachableException fault = await RefusedAsync(Target(null));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains("Set sudoPassword", fault.Message);
    }

    [LabFact]
    public async Task A_user_who_may_not_is_told()
    {
        await Host.AddUserAsync(User, SudoRights.None, Password);
        UnreachableException fault = await RefusedAsync(Target(Password));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains($"{User} may not become root", fault.Message);
    }

    [LabFact]
    public async Task A_host_that_wants_a_terminal_for_sudo_is_told()
    {
        await Host.AddUserAsync(User, SudoRights.WithoutPassword);
        (await Host.EnterAsync($"echo 'Defaults:{User} requiretty' >>/etc/sudoers.d/{User}")).OrThrow();
        UnreachableException fault = await RefusedAsync(Target(null));

        Assert.Equal(UnreachableReason.Sudo, fault.Reason);
        Assert.Contains("requiretty", fault.Message);
    }

    [LabFact]
    public async Task A_host_without_sudo_is_told()
    {
        await Host.AddUserAsync(User);
        (await Host.EnterAsync("mv /usr/bin/sudo /usr/bin/sudo.away")).OrThrow();
        try
        {
            UnreachableException fault = await RefusedAsync(Target(null));

            Assert.Equal(UnreachableReason.Sudo, fault.Reason);
            Assert.Contains("there is no sudo", fault.Message);
        }
        finally
        {
            (await Host.EnterAsync("mv /usr/bin/sudo.away /usr/bin/sudo")).OrThrow();
        }
    }

    private ConnectionTarget Target(string? password, ConnectionSettings? settings = null) =>
        Target(Host, (settings ?? new()).Over(new() { User = User, Sudo = true })) with { SudoPassword = password is null ? null : Secret.Adopt(password) };
}
