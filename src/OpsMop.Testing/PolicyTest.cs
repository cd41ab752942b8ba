using OpsMop.Engine;
using OpsMop.Engine.Events;

namespace OpsMop.Testing;

/// <summary>Runs policies on a system of a test's own, such as a <see cref="MemorySystem"/>, by the engine that runs them on hosts. What is pending after a run is kept until the test ends.</summary>
/// <param name="system">What is managed.</param>
/// <example>
/// <code>
/// using var test = new PolicyTest(system);
/// var first = await test.ApplyAsync(new Site());
/// Assert.Equal(["File[/etc/motd] create"], first.Changes);
/// Assert.Empty((await test.ApplyAsync(new Site())).Changes);
/// </code>
/// </example>
public sealed class PolicyTest(ISystem system) : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("opsmop-test-");

    /// <summary>The host's name.</summary>
    public string HostName { get; init; } = "host";

    /// <summary>The groups that the host is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Says what an apply would change. The system is only read.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancel">Stops the plan.</param>
    /// <exception cref="InvalidPolicyException">The policy is wrong; the exception holds the findings.</exception>
    public Task<PolicyTestRun> PlanAsync(Policy policy, CancellationToken cancel = default) => RunAsync(policy, (engine, stop) => engine.PlanAsync(stop), cancel);

    /// <summary>Brings the system to what the policy declares.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="cancel">Stops the run after the running change.</param>
    /// <exception cref="InvalidPolicyException">The policy is wrong; the exception holds the findings.</exception>
    public Task<PolicyTestRun> ApplyAsync(Policy policy, CancellationToken cancel = default) => RunAsync(policy, (engine, stop) => engine.ApplyAsync(stop), cancel);

    /// <summary>Removes what was kept.</summary>
    public void Dispose() => _state.Delete(recursive: true);

    private async Task<PolicyTestRun> RunAsync(Policy policy, Func<PolicyEngine, CancellationToken, Task<RunFinished>> verb, CancellationToken cancel)
    {
        var run = new PolicyTestRun();
        var engine = new PolicyEngine(policy, new EngineOptions { System = system, HostName = HostName, Groups = Groups, StateDirectory = _state.FullName, Sinks = { run } });
        await verb(engine, cancel).ConfigureAwait(false);
        return run;
    }
}
