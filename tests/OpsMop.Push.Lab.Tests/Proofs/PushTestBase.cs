using System.Globalization;
using System.Text;

namespace OpsMop.Push.Lab.Tests.Proofs;

/// <summary>What the proofs have in common: an operator with the policy and an inventory, who pushes. Each test leaves the hosts as it found them, but for their agents and <c>/srv</c>.</summary>
[Collection(PushLabCollection.Name)]
public abstract class PushTestBase(PushLabFixture fixture) : IAsyncLifetime
{
    // Once for all tests of a lab: it is what the first push would do, and takes as long as a compiler takes.
    private static OpsMop.Lab.Lab? s_published;

    private PolicyProgram? _program;

    protected PushLabFixture Fixture { get; } = fixture;

    protected OpsMop.Lab.Lab Lab => Fixture.Lab;

    /// <summary>The operator's program.</summary>
    protected PolicyProgram Program => _program ?? throw new InvalidOperationException("The lab has not been started.");

    public virtual async Task InitializeAsync()
    {
        if (LabRequirements.Missing is not null)
        {
            return;
        }

        _program = new PolicyProgram(Lab);
        if (s_published != Lab)
        {
            // What could not be made in an earlier run may have been for want of time.
            string refused = Path.Combine(OpsMop.Lab.Lab.KeepFolder("push"), "opsmop/agents/refused");
            if (Directory.Exists(refused))
            {
                Directory.Delete(refused, recursive: true);
            }

            (await Program.RunAsync(["publish"], time: TimeSpan.FromMinutes(8))).Expect(0);
            s_published = Lab;
        }
    }

    public virtual Task DisposeAsync()
    {
        _program?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Writes the inventory: root logs in, unless a host says otherwise.</summary>
    /// <param name="hosts">The hosts, each with its settings as in <c>connect</c>, such as <c>user: ann, sudo: true</c>.</param>
    protected void WriteInventory(params IEnumerable<(LabHost Host, string Connect)> hosts)
    {
        var text = new StringBuilder("connect: {timeout: 10s}\nhosts:\n");
        foreach ((LabHost host, string connect) in hosts)
        {
            string all = connect.Contains("user:", StringComparison.Ordinal) ? connect : string.Join(", ", new[] { "user: root", connect }.Where(part => part.Length > 0));
            text.Append(CultureInfo.InvariantCulture, $"  {host.Name}:\n    connect: {{{all}}}\n");
        }

        Program.Write("inventory.yaml", text.ToString());
    }

    /// <summary>Writes an inventory of hosts that need nothing said.</summary>
    /// <param name="hosts">The hosts.</param>
    protected void WriteInventory(params IEnumerable<LabHost> hosts) => WriteInventory(hosts.Select(host => (host, "")));

    /// <summary>Pushes a scenario to the inventory's hosts.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="arguments">More arguments.</param>
    protected Task<ProgramRun> PushAsync(string scenario, params string[] arguments) => Program.RunAsync(Arguments(scenario, arguments));

    /// <summary>Begins to push, for what has to happen while it runs.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="arguments">More arguments.</param>
    protected RunningProgram StartPush(string scenario, params string[] arguments) => Program.Start(Arguments(scenario, arguments));

    /// <summary>The arguments of a push.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="arguments">More arguments.</param>
    protected static string[] Arguments(string scenario, params string[] arguments) => ["push", "--yes", "--output", "json", "--set", $"scenario={scenario}", .. arguments];

    /// <summary>Removes what the policy has made on hosts.</summary>
    /// <param name="hosts">The hosts.</param>
    protected static Task CleanAsync(params IEnumerable<LabHost> hosts) =>
        Task.WhenAll(hosts.Select(async host => (await host.EnterAsync("rm -rf /srv/ten /srv/slow /srv/failing /srv/credentials /srv/sources /srv/marks")).OrThrow()));

    /// <summary>Removes the agents that hosts have kept.</summary>
    /// <param name="hosts">The hosts.</param>
    protected static Task RemoveAgentsAsync(params IEnumerable<LabHost> hosts) =>
        Task.WhenAll(hosts.Select(async host => (await host.EnterAsync("rm -rf /var/lib/opsmop/agents")).OrThrow()));

    /// <summary>Waits until a command on a host succeeds.</summary>
    /// <param name="host">The host.</param>
    /// <param name="command">The command.</param>
    protected static async Task UntilAsync(LabHost host, string command) =>
        (await host.EnterAsync($"for i in $(seq 600); do if {command}; then exit 0; fi; sleep 0.05; done; echo 'it never came true: {command.Replace('\'', '"')}' >&2; exit 1")).OrThrow();

    /// <summary>Fails if anything of a push runs on a host.</summary>
    /// <param name="host">The host.</param>
    protected static async Task AssertNothingRunsAsync(LabHost host) =>
        await UntilAsync(host, "! pgrep -f '/opsmop/agents/[0-9a-f]{64} agent|sleep 1[.]0321' >/dev/null");
}
