namespace OpsMop.Lab.Tests.Scenarios;

/// <summary>Tests that run <c>OpsMop.Lab.Policy</c> on a host, through its command line. Each leaves the host as it found it.</summary>
[Collection(LabCollection.Name)]
public abstract class ScenarioTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Program = "dotnet /srv/lab/policy/OpsMop.Lab.Policy.dll";

    private static Lab? s_prepared;

    protected Lab Lab => fixture.Lab;

    protected LabHost Host => fixture.Hosts[0];

    protected LabHost Other => fixture.Hosts[1];

    public virtual async Task InitializeAsync()
    {
        if (LabRequirements.Missing is null && s_prepared != Lab)
        {
            PublishPolicy(Path.Combine(Lab.Shared, "policy"));
            await ScenarioPackages.AddAsync(Lab.Repository);
            await Task.WhenAll(fixture.Hosts.Select(async host => (await host.EnterAsync("apt-get -qq update")).OrThrow()));
            s_prepared = Lab;
        }
    }

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The command line of a run.</summary>
    protected static string Command(string verb, string scenario, params string[] settings) =>
        $"{Program} {verb} --set scenario={scenario}{string.Concat(settings.Select(setting => $" --set '{setting}'"))}";

    protected async Task<PolicyRun> ApplyAsync(string scenario, params string[] settings) => new(await Host.EnterAsync(Command("apply", scenario, settings)));

    /// <summary>A plan, whose exit code says whether changes are pending.</summary>
    protected async Task<PolicyRun> PlanAsync(string scenario, params string[] settings) => new(await Host.EnterAsync(Command("plan --detailed-exitcode", scenario, settings)));

    /// <summary>Runs a command that must succeed: not over ssh, whose login costs as much as most commands.</summary>
    /// <returns>What it printed, without the line end.</returns>
    protected async Task<string> AskAsync(string command) => (await Host.EnterAsync(command)).OrThrow().Output.TrimEnd('\n');

    /// <summary>Waits until a command on the host succeeds.</summary>
    protected static async Task UntilAsync(LabHost host, string command) =>
        (await host.EnterAsync($"for i in $(seq 600); do if {command}; then exit 0; fi; sleep 0.05; done; echo 'it never came true: {command.Replace('\'', '"')}' >&2; exit 1")).OrThrow();

    private static void PublishPolicy(string target)
    {
        // The policy is built beside this project, in the same configuration.
        var source = new DirectoryInfo(AppContext.BaseDirectory.Replace("OpsMop.Lab.Tests", "OpsMop.Lab.Policy", StringComparison.Ordinal));
        foreach (FileInfo file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(target, Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            file.CopyTo(to, overwrite: true);
        }
    }
}
