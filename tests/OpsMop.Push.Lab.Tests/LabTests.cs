namespace OpsMop.Push.Lab.Tests;

/// <summary>The lab of push is what its tests take it for.</summary>
[Collection(PushLabCollection.Name)]
public sealed class LabTests(PushLabFixture fixture)
{
    private OpsMop.Lab.Lab Lab => fixture.Lab;

    private LabHost First => fixture.Plain[0];

    [LabFact]
    public async Task Twenty_hosts_are_up_and_each_runs_commands()
    {
        Assert.Equal(20, Lab.Hosts.Count);
        string[] names = await Task.WhenAll(Lab.Hosts.Select(async host => (await host.RunAsync("hostname")).OrThrow().Output.Trim()));

        Assert.Equal(Lab.Hosts.Select(host => host.Name), names);
        Assert.True(fixture.BootTime < TimeSpan.FromSeconds(60), $"The hosts took {fixture.BootTime} to boot.");
    }

    [LabFact]
    public async Task Depth_three_is_reached_through_the_chain_and_in_no_other_way()
    {
        LabHost deep = fixture.Deepest[0];

        // This machine has no way there, nor has a plain host or the bastion.
        Assert.Contains("No route to host", (await Local($"ssh -F {Lab.SshConfig} {deep.Name} true")).Error);
        Assert.Contains("No route to host", (await Local($"ssh -F {Lab.SshConfig} {fixture.Behind[0].Name} true")).Error);
        Assert.False((await First.RunAsync($"timeout 2 bash -c 'exec 3<>/dev/tcp/{fixture.Behind[0].Address}/22'")).Succeeded);
        Assert.False((await First.RunAsync($"getent hosts {fixture.Behind[0].Name}")).Succeeded);
        Assert.False((await fixture.Bastion.RunAsync($"timeout 2 bash -c 'exec 3<>/dev/tcp/{deep.Address}/22'")).Succeeded);
        Assert.False((await fixture.Bastion.RunAsync($"getent hosts {deep.Name}")).Succeeded);

        LabResult chained = await Local($"ssh -F {Lab.SshConfig} -J {fixture.Bastion.Name},{fixture.Relay.Name} {deep.Name} hostname");
        Assert.Equal((0, deep.Name + "\n"), (chained.ExitCode, chained.Output));
    }

    private static Task<LabResult> Local(string command) => OpsMop.Lab.Lab.RunHereAsync(command);
}
