using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Connections that are kept for the next run.</summary>
public sealed class KeptConnectionTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (string socket in Directory.GetFiles(_folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await OpsMop.Lab.Lab.RunHereAsync($"ssh -F /dev/null -S {socket} -O exit x");
        }

        Directory.Delete(_folder, recursive: true);
    }

    [LabFact]
    public async Task The_next_run_needs_no_login()
    {
        ConnectionTarget target = Target(Host, new() { Persist = "60s" });
        await using (SshConnector first = Kept())
        {
            Assert.Equal($"root {Host.Name}", await GreetingAsync(target, first));
        }

        // Sessions go on; nobody could log in.
        await Host.StopSshdAsync();
        try
        {
            await using SshConnector second = Kept();
            Assert.Equal($"root {Host.Name}", await GreetingAsync(target, second));
            Assert.Equal(UnreachableReason.Refused, (await RefusedAsync(Target(Host))).Reason);
        }
        finally
        {
            await Host.StartSshdAsync();
        }
    }

    [LabFact]
    public async Task Behind_jump_hosts_too()
    {
        ConnectionTarget bastion = Target(Fixture.Bastion, new() { Persist = "60s" });
        ConnectionTarget relay = Target(Fixture.Relay, new() { Persist = "60s" }) with { Via = bastion };
        ConnectionTarget[] targets = [.. Fixture.Deepest.Select(host => Target(host, new() { Persist = "60s" }) with { Via = relay })];
        await using (SshConnector first = Kept())
        {
            await Task.WhenAll(targets.Select(target => GreetingAsync(target, first)));
        }

        await Fixture.Bastion.StopSshdAsync();
        await Fixture.Relay.StopSshdAsync();
        try
        {
            await using SshConnector second = Kept();
            string[] greetings = await Task.WhenAll(targets.Select(target => GreetingAsync(target, second)));

            Assert.Equal(targets.Select(target => $"root {target.Name}"), greetings);
        }
        finally
        {
            await Fixture.Bastion.StartSshdAsync();
            await Fixture.Relay.StartSshdAsync();
        }
    }

    [LabFact]
    public async Task A_session_that_a_kept_connection_has_no_room_for_gets_a_connection_of_its_own()
    {
        await Host.SetSshdAsync("MaxSessions 1");
        try
        {
            ConnectionTarget target = Target(Host, new() { Persist = "60s" });
            await using SshConnector connector = Kept();
            await using IRemoteProcess first = await connector.ConnectAsync(target, Hello);
            await using IRemoteProcess second = await connector.ConnectAsync(target, Hello);

            Assert.Equal(first.Greeting, second.Greeting);
        }
        finally
        {
            await Host.ResetSshdAsync();
        }
    }

    [LabFact]
    public async Task A_kept_connection_to_a_host_that_was_switched_off_is_left_for_a_fresh_one()
    {
        ConnectionTarget target = Target(Host, new() { Persist = "60s", Timeout = "3s" });
        await using SshConnector connector = Kept();
        await GreetingAsync(target, connector);
        await Host.KillAsync();
        UnreachableException fault = await RefusedAsync(target, connector);
        Assert.Contains(fault.Reason, new[] { UnreachableReason.Timeout, UnreachableReason.NoRoute, UnreachableReason.Broken });
        await Host.StartAsync();

        Assert.Equal($"root {Host.Name}", await GreetingAsync(target, connector));
    }

    private SshConnector Kept() => NewConnector(options => options with { KeptFolder = _folder });
}
