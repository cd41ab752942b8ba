using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Hosts that are reached through others.</summary>
public sealed class JumpTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    private ConnectionTarget Bastion => Target(Fixture.Bastion);

    private ConnectionTarget Relay => Target(Fixture.Relay) with { Via = Bastion };

    [LabFact]
    public async Task Hosts_behind_one_and_two_jump_hosts_are_reached_with_one_login_at_each_jump_host()
    {
        int before = await LoginsAsync(Fixture.Bastion);
        ConnectionTarget[] targets = [.. Fixture.Behind.Select(Behind), .. Fixture.Deepest.Select(Deep)];
        string[] names = await Task.WhenAll(targets.Select(target => GreetingAsync(target)));

        Assert.Equal(targets.Select(target => $"root {target.Name}"), names);
        Assert.Equal(before + 1, await LoginsAsync(Fixture.Bastion));
    }

    [LabFact]
    public async Task Jump_connections_end_with_the_connector()
    {
        await GreetingAsync(Deep(Fixture.Deepest[0]));
        Assert.Equal("1\n", (await Fixture.Bastion.EnterAsync("pgrep -c -f '^sshd: root@notty|^sshd: root$'")).Output);
        await Connector.DisposeAsync();

        LabResult left = await Fixture.Bastion.EnterAsync("for i in $(seq 50); do pgrep -f '^sshd: root' >/dev/null || exit 0; sleep 0.1; done; pgrep -a -f '^sshd: root'; exit 1");
        Assert.Equal("", left.Output);
    }

    [LabFact]
    public async Task What_is_behind_a_jump_host_and_cannot_be_reached_is_told_of_the_host_itself()
    {
        await Fixture.Behind[0].StopSshdAsync();
        try
        {
            UnreachableException fault = await RefusedAsync(Behind(Fixture.Behind[0]));

            Assert.Contains($"through {Fixture.Bastion.Name}", fault.Message);
            Assert.Equal(UnreachableReason.Refused, fault.Reason);
        }
        finally
        {
            await Fixture.Behind[0].StartSshdAsync();
        }

        Assert.Equal($"root {Fixture.Behind[1].Name}", await GreetingAsync(Behind(Fixture.Behind[1])));
    }

    [LabFact]
    public async Task A_jump_host_that_is_down_is_the_reason_for_all_behind_it()
    {
        await Fixture.Bastion.StopSshdAsync();
        try
        {
            UnreachableException[] faults = await Task.WhenAll(Fixture.Deepest.Select(host => RefusedAsync(Deep(host))));

            Assert.All(faults, fault => Assert.Equal(UnreachableReason.Via, fault.Reason));
            Assert.Contains($"{Fixture.Deepest[0].Name} is reached through {Fixture.Relay.Name}, which could not be reached.", faults[0].Message);
            Assert.Contains($"{Fixture.Relay.Name} is reached through {Fixture.Bastion.Name}, which could not be reached.", faults[0].Message);
            Assert.Contains("no sshd listens there", faults[0].Message);
        }
        finally
        {
            await Fixture.Bastion.StartSshdAsync();
        }
    }

    [LabFact]
    public async Task A_jump_host_that_does_not_forward_is_told()
    {
        await Fixture.Bastion.SetSshdAsync("AllowTcpForwarding no");
        try
        {
            UnreachableException fault = await RefusedAsync(Behind(Fixture.Behind[0]));

            Assert.Equal(UnreachableReason.Via, fault.Reason);
            Assert.Contains("AllowTcpForwarding", fault.Message);
        }
        finally
        {
            await Fixture.Bastion.ResetSshdAsync();
        }
    }

    [LabFact]
    public async Task A_jump_of_the_operators_own_configuration_works()
    {
        string config = Path.Combine(Path.GetDirectoryName(Lab.OperatorConfig)!, "jump_config");
        await File.WriteAllTextAsync(config, $"Host {Fixture.Behind[0].Name}\n    ProxyJump {Fixture.Bastion.Name}\nHost *\n    User root\n\n{await File.ReadAllTextAsync(Lab.OperatorConfig)}");
        await using SshConnector connector = NewConnector(options => options with { ConfigFile = config });

        Assert.Equal($"root {Fixture.Behind[0].Name}", await GreetingAsync(new() { Name = Fixture.Behind[0].Name, Settings = new() }, connector));
    }

    private static async Task<int> LoginsAsync(LabHost host) =>
        int.Parse((await host.EnterAsync("journalctl -u ssh -o cat | grep -c '^Accepted '; true")).OrThrow().Output, System.Globalization.CultureInfo.InvariantCulture);

    private ConnectionTarget Behind(LabHost host) => Target(host) with { Via = Bastion };

    private ConnectionTarget Deep(LabHost host) => Target(host) with { Via = Relay };
}
