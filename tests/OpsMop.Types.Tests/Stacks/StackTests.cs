namespace OpsMop.Types.Tests.Stacks;

/// <summary>Proves a real policy on a host of its own, which is thrown away.</summary>
public abstract class StackTests(LabFixture fixture, string name) : TypeTests(fixture)
{
    /// <summary>The host.</summary>
    protected LabHost Target { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            Publish("examples", name);
            Target = (await Lab.AddHostsAsync(1))[0];
        }
    }

    public override async Task DisposeAsync()
    {
        if (Target is not null)
        {
            await Lab.RemoveHostAsync(Target);
        }
    }

    /// <summary>Lets the host install packages of Debian's.</summary>
    /// <param name="packages">Their names.</param>
    protected async Task ProvideAsync(params string[] packages)
    {
        await Lab.Repository.ProvideAsync(packages);
        await LookAsync("apt-get -qq update");
    }

    /// <summary>Runs the policy.</summary>
    /// <param name="verb">The verb and its options.</param>
    protected async Task<ExampleRun> PolicyAsync(string verb)
    {
        LabResult result = await Target.RunAsync($"dotnet /srv/lab/{name}/{name}.dll --output json {verb}", time: TimeSpan.FromMinutes(5));
        return new ExampleRun(result.ExitCode, result.Output + result.Error);
    }

    /// <summary>Runs a command on the host that must succeed.</summary>
    /// <returns>What it printed, without the line end.</returns>
    protected async Task<string> LookAsync(string command) => (await Target.RunAsync(command)).OrThrow().Output.TrimEnd('\n');
}
