using System.Diagnostics;
using System.Text;
using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Connections to real hosts, by the ssh of this machine.</summary>
[Collection(PushLabCollection.Name)]
public sealed class ConnectionTests(PushLabFixture fixture) : IAsyncLifetime
{
    private const string Hello = "echo opsmop-ready hello; cat";
    private const string WhoAmI = "echo opsmop-ready $(id -un) $(hostname)";

    private SshConnector _connector = null!;

    private LabHost Host => fixture.Plain[0];

    public Task InitializeAsync()
    {
        _connector = LabRequirements.Missing is null ? new SshConnector(new SshOptions { ConfigFile = fixture.Lab.OperatorConfig }) : null!;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_connector is not null)
        {
            await _connector.DisposeAsync();
        }
    }

    [LabFact]
    public async Task A_key_lets_us_in_and_what_is_sent_comes_back_byte_by_byte()
    {
        byte[] sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        await using IRemoteProcess process = await _connector.ConnectAsync(Target(Host), Hello);
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
        Assert.Equal(0, await process.Exited.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [LabFact]
    public async Task Hosts_behind_one_and_two_jump_hosts_are_reached_over_one_connection_to_each()
    {
        ConnectionTarget bastion = Target(fixture.Bastion);
        ConnectionTarget relay = Target(fixture.Relay) with { Via = bastion };
        ConnectionTarget[] targets = [.. fixture.Behind.Select(host => Target(host) with { Via = bastion }), .. fixture.Deepest.Select(host => Target(host) with { Via = relay })];
        string[] names = await Task.WhenAll(targets.Select(async target => await GreetingAsync(target)));

        Assert.Equal(targets.Select(target => $"root {target.Name}"), names);
    }

    private static ConnectionTarget Target(LabHost host, ConnectionSettings? settings = null) =>
        new() { Name = host.Name, Settings = (settings ?? new()).Over(new() { User = "root" }) };

    private async Task<string> GreetingAsync(ConnectionTarget target)
    {
        await using IRemoteProcess process = await _connector.ConnectAsync(target, WhoAmI);
        await process.Exited.WaitAsync(TimeSpan.FromSeconds(10));
        return process.Greeting;
    }
}
