using System.Net;
using OpsMop.Engine.Events;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Model;
using OpsMop.Engine.Plans;
using OpsMop.Engine.Running;
using OpsMop.Engine.Sources;
using OpsMop.Engine.State;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine;

/// <summary>Plans and applies a policy on one host.</summary>
/// <param name="policy">The policy.</param>
/// <param name="options">How it is run.</param>
public sealed class PolicyEngine(Policy policy, EngineOptions? options = null)
{
    private readonly EngineOptions _options = options ?? new EngineOptions();
    private readonly IPolicyFiles _sources = options?.Sources ?? new SourceFiles(options?.ProgramDirectory ?? AppContext.BaseDirectory);

    /// <summary>Checks the policy for this host. Nothing is changed, and the host is asked for nothing but the facts that roles read.</summary>
    /// <param name="cancel">Cancels the check.</param>
    /// <returns>What was found, warnings included, in the order of finding.</returns>
    public async Task<IReadOnlyList<Finding>> ValidateAsync(CancellationToken cancel = default)
    {
        var system = _options.System ?? new LocalSystem();
        var (builder, model) = await BuildAsync(FactsOf(system), cancel).ConfigureAwait(false);
        IReadOnlyList<Finding> found = [.. Outdated, .. builder.Findings];
        return builder.HasErrors ? found : [.. found, .. ProviderSelector.Check(policy.Registry, model)];
    }

    /// <summary>Says what an apply would do. Nothing is changed.</summary>
    /// <param name="stop">Stops the planning before the next resource.</param>
    /// <returns>The last event.</returns>
    /// <exception cref="InvalidPolicyException">The policy may not run.</exception>
    public async Task<RunFinished> PlanAsync(CancellationToken stop = default)
    {
        var system = _options.System ?? new LocalSystem();
        var overlay = new OverlaySystem(system);
        var facts = FactsOf(overlay);
        var model = await ValidModelAsync(facts, Outdated, stop).ConfigureAwait(false);
        return await new PlanRun(model, new RunParts(_options, policy.Registry, system, _sources, facts), overlay, stop).RunAsync().ConfigureAwait(false);
    }

    /// <summary>Says what an apply would do, and keeps it to be applied later. Nothing is changed.</summary>
    /// <param name="stop">Stops the planning before the next resource.</param>
    /// <returns>The last event, and the plan.</returns>
    /// <exception cref="InvalidPolicyException">The policy may not run.</exception>
    public async Task<PlannedRun> SavePlanAsync(CancellationToken stop = default)
    {
        var system = _options.System ?? new LocalSystem();
        var overlay = new OverlaySystem(system);
        var seed = _options.ChaosSeed ?? Random.Shared.Next();
        var facts = FactsOf(overlay, seed);
        var model = await ValidModelAsync(facts, Outdated, stop).ConfigureAwait(false);
        var run = new PlanRun(model, new RunParts(_options, policy.Registry, system, _sources, facts), overlay, stop, isSaved: true);
        var finished = await run.RunAsync().ConfigureAwait(false);
        var isWhole = finished.Failed == 0 && !stop.IsCancellationRequested && !_options.Abort.IsCancellationRequested;
        return new PlannedRun(finished, isWhole ? run.Recorded!.ToPlan(policy, model, _options, seed) : null);
    }

    /// <summary>
    /// Does what a saved plan says, and nothing else. Each resource is planned again before it is touched; the first that is not as it was when the plan was made fails and ends the run.
    /// </summary>
    /// <param name="plan">The plan. It is applied once.</param>
    /// <param name="stop">Stops the run after the change under way.</param>
    /// <returns>The last event.</returns>
    /// <exception cref="SavedPlanException">The plan is of another build or policy, for another host or other roles, or has been applied; nothing was touched.</exception>
    /// <exception cref="InvalidPolicyException">The policy may not run; nothing was changed.</exception>
    /// <exception cref="RunLockedException">Another apply is under way on this host.</exception>
    public Task<RunFinished> ApplyAsync(SavedPlan plan, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanScope.CheckProgram(plan, policy, _options.System, _options.Tags);
        return ApplyAsync(plan, plan.Seed, stop);
    }

    /// <summary>Brings the host to what the policy declares.</summary>
    /// <param name="stop">Stops the run after the change under way.</param>
    /// <returns>The last event.</returns>
    /// <exception cref="InvalidPolicyException">The policy may not run; nothing was changed.</exception>
    /// <exception cref="RunLockedException">Another apply is under way on this host.</exception>
    public Task<RunFinished> ApplyAsync(CancellationToken stop = default) => ApplyAsync(null, _options.ChaosSeed, stop);

    private async Task<RunFinished> ApplyAsync(SavedPlan? plan, int? seed, CancellationToken stop)
    {
        var system = _options.System ?? new LocalSystem();
        var facts = FactsOf(system, seed);
        var model = await ValidModelAsync(facts, Outdated, stop).ConfigureAwait(false);
        if (plan is not null)
        {
            PlanScope.CheckModel(plan, model);
        }

        var store = RunStore.Open(_options.StateDirectory);
        using var theOnlyOne = RunLock.Acquire(store.Directory);
        if (plan is not null && AppliedPlans.Contain(store.Directory, plan.Id))
        {
            throw new SavedPlanException($"The plan has been applied to {model.HostName} already, or begun to be. Make a new plan: it has what is left to do.");
        }

        using var ledger = Ledger.Open(store.Directory);
        await Leftovers.RemoveAsync(store, system, stop).ConfigureAwait(false);
        var parts = new RunParts(_options, policy.Registry, system, _sources, facts);
        return plan is null ? await new ApplyRun(model, parts, store, ledger, stop).RunAsync().ConfigureAwait(false)
            : await new ApplyRun(model, parts with { Tags = plan.Tags }, store, ledger, stop, new PlanCheck(plan)).RunAsync().ConfigureAwait(false);
    }

    /// <summary>The graph of the host.</summary>
    /// <param name="cancel">Cancels the gathering of facts.</param>
    /// <exception cref="InvalidPolicyException">The policy may not run.</exception>
    public async Task<PolicyGraph> GraphAsync(CancellationToken cancel = default) =>
        GraphBuilder.Build(await ValidModelAsync(FactsOf(_options.System ?? new LocalSystem()), [], cancel).ConfigureAwait(false));

    private IEnumerable<Finding> Outdated => OutdatedTemplates.Find(policy.Registry.Templates, _options.ProgramDirectory);

    private HostFacts FactsOf(ISystemReader system) => FactsOf(system, _options.ChaosSeed);

    private HostFacts FactsOf(ISystemReader system, int? seed)
    {
        var options = _options.System switch
        {
            null or LocalSystem => HostFactsOptions.ThisMachine,
            RootedSystem => new HostFactsOptions { Source = FactSource.Image },
            _ => new HostFactsOptions(),
        };
        return new HostFacts(system, options with { Seed = seed });
    }

    private async Task<HostModel> ValidModelAsync(HostFacts facts, IEnumerable<Finding> more, CancellationToken cancel)
    {
        var (builder, model) = await BuildAsync(facts, cancel).ConfigureAwait(false);
        IReadOnlyList<Finding> found = [.. more, .. builder.Findings];
        if (builder.HasErrors)
        {
            throw new InvalidPolicyException(found);
        }

        foreach (var finding in found)
        {
            foreach (var sink in _options.Sinks)
            {
                sink.Take(FindingReported.Of(finding));
            }
        }

        return model;
    }

    private async Task<(ModelBuilder Builder, HostModel Model)> BuildAsync(HostFacts facts, CancellationToken cancel)
    {
        var builder = new ModelBuilder(policy, _options, _sources);
        var model = await builder.BuildAsync(_options.HostName ?? Dns.GetHostName(), facts, cancel).ConfigureAwait(false);
        return (builder, model);
    }
}
