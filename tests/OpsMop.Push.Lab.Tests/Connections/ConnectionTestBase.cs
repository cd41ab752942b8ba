using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>What the tests of connections to real hosts have in common: the operator's ssh and configuration.</summary>
[Collection(PushLabCollection.Name)]
public abstract class ConnectionTestBase(PushLabFixture fixture) : IAsyncLifetime
{
    protected const string Hello = "echo opsmop-ready $(id -un) $(hostname); cat";

    /// <summary>More than what is measured may take, and a failure all the same.</summary>
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private SshConnector? _connector;

    protected PushLabFixture Fixture { get; } = fixture;

    protected OpsMop.Lab.Lab Lab => Fixture.Lab;

    /// <summary>The host whose users, sshd and links the tests change, and put back.</summary>
    protected LabHost Host => Fixture.Plain[9];

    private protected SshConnector Connector => _connector ??= NewConnector();

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        if (_connector is not null)
        {
            await _connector.DisposeAsync();
        }
    }

    private protected SshConnector NewConnector(Func<SshOptions, SshOptions>? with = null)
    {
        var options = new SshOptions { ConfigFile = Lab.OperatorConfig };
        return new SshConnector(with?.Invoke(options) ?? options);
    }

    private protected static ConnectionTarget Target(LabHost host, ConnectionSettings? settings = null) =>
        new() { Name = host.Name, Settings = (settings ?? new()).Over(new() { User = "root" }) };

    /// <summary>Connects, ends the script, and gives what it greeted with.</summary>
    private protected async Task<string> GreetingAsync(ConnectionTarget target, SshConnector? connector = null)
    {
        await using IRemoteProcess process = await (connector ?? Connector).ConnectAsync(target, Hello);
        await process.Input.DisposeAsync();
        Assert.Equal(0, await process.Exited.WaitAsync(Soon));
        return process.Greeting;
    }

    private protected async Task<UnreachableException> RefusedAsync(ConnectionTarget target, SshConnector? connector = null) =>
        await Assert.ThrowsAsync<UnreachableException>(async () => await (connector ?? Connector).ConnectAsync(target, Hello));
}
