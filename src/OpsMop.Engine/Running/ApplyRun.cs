using System.Collections.Concurrent;
using OpsMop.Engine.Events;
using OpsMop.Engine.Model;
using OpsMop.Engine.Plans;
using OpsMop.Engine.State;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Running;

/// <summary>
/// Brings a host to what the policy declares. A resource is planned on the system as it is and its changes are made at once: through the
/// journal, after the notifications that they raise have been written down.
/// </summary>
internal sealed class ApplyRun : HostRun
{
    private const int ParallelResources = 8;

    private readonly RunStore _store;
    private readonly Ledger _ledger;
    private readonly HashSet<string> _inherited;
    private readonly HashSet<string> _raised = [];
    private readonly PlanCheck? _check;
    private readonly Lock _lock = new();
    private JournalSystem? _journalled;
    private RunJournal? _journal;

    public ApplyRun(HostModel model, RunParts parts, RunStore store, Ledger ledger, CancellationToken stop, PlanCheck? check = null)
        : base(model, parts, stop)
    {
        _store = store;
        _ledger = ledger;
        _check = check;
        _inherited = [.. ledger.Pending.Select(pending => pending.Handler)];
    }

    protected override string Verb => "apply";

    protected override Attempt PassOver(ResourceBuilder builder, Walk walk, Attempt skipped) =>
        _check?.JudgeSkip(builder.Finished, walk, skipped.Outcome.Reason ?? "") ?? skipped;

    protected override async ValueTask<Attempt> TryAsync(ResourceBuilder builder, ResourceNode? node, Walk walk)
    {
        var common = builder.Finished.Common;
        for (var number = 1; ; number++)
        {
            var attempt = await TryOnceAsync(builder, node, walk, isAgain: number > 1).ConfigureAwait(false);
            if (attempt.EndsRun)
            {
                return attempt;
            }

            string? wrong;
            try
            {
                wrong = attempt.Outcome.Failed ? attempt.Outcome.Reason ?? "it failed"
                    : common.RetryUntil?.Invoke(attempt.Outcome) == false ? "it is not yet as the policy waits for it to be"
                    : null;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return Attempt.Failed($"the condition of its Retry failed: {ReasonOf(exception)}", attempt.Changes, attempt.Process);
            }

            if (wrong is null || number >= common.Attempts || Stop.IsCancellationRequested || Abort.IsCancellationRequested)
            {
                return wrong is null || attempt.Outcome.Failed
                    ? attempt with { Tries = number }
                    : Attempt.Failed($"{wrong} after {number} tries", attempt.Changes, attempt.Process) with { Tries = number };
            }

            Events.Emit(new ResourceRetrying { Role = walk.Role, Resource = builder.Finished.Name, Attempt = number, Attempts = common.Attempts, Reason = wrong });
            try
            {
                await Task.Delay(common.RetryEvery, Stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return attempt with { Tries = number };
            }
        }
    }

    protected override async ValueTask<IReadOnlyList<Attempt>?> TryBatchAsync(Provider provider, IReadOnlyList<ResourceNode> nodes, Walk walk)
    {
        var items = new (Resource Want, Plan Plan)[nodes.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (nodes[i].Resource, NewPlan(nodes[i].Resource, Parts.System));
        }

        try
        {
            await provider.PlanResourcesAsync(items, Abort).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One of them cannot be planned: one by one, the fault meets the one that has it.
            return null;
        }

        if (_check is not null)
        {
            var judged = new Attempt?[items.Length];
            for (var i = 0; i < judged.Length; i++)
            {
                judged[i] = _check.Judge(nodes[i].Builder, walk, items[i].Plan);
            }

            if (Array.Exists(judged, stale => stale is not null))
            {
                return Array.ConvertAll(judged, stale => stale ?? Attempt.Skipped("a neighbour that it is changed together with is not as it was when the plan was made"));
            }
        }

        // The transaction that the first change runs is everybody's: all notifications come before it.
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Plan.Changes.Count > 0)
            {
                Raise(nodes[i].Builder, nodes[i]);
            }
        }

        var attempts = new Attempt[items.Length];
        for (var i = 0; i < attempts.Length; i++)
        {
            attempts[i] = await GuardAsync(nodes[i].Builder, nodes[i], items[i].Plan, walk, Abort, null, false).ConfigureAwait(false);
        }

        return attempts;
    }

    protected override bool IsInherited(string pendingId) => _inherited.Contains(pendingId);

    protected override bool IsInherited(Handler handler) => _inherited.Contains(handler.Id);

    protected override ValueTask BeforeHandlerAsync() => (_journalled ?? Parts.System).FlushAsync(Abort);

    protected override void HandlerDone(Handler handler) => Strike(handler.Id);

    protected override async ValueTask<Flow> RunParallelAsync(Block block, Walk walk)
    {
        using var slots = new SemaphoreSlim(ParallelResources);
        var flows = new ConcurrentQueue<Flow>();
        var running = new List<Task>(block.Children.Count);
        foreach (var child in block.Children)
        {
            await slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            if (!flows.IsEmpty)
            {
                slots.Release();
                break;
            }

            running.Add(Task.Run(async () =>
            {
                try
                {
                    var flow = await RunNodeAsync(child, walk).ConfigureAwait(false);
                    if (flow != Flow.Go)
                    {
                        flows.Enqueue(flow);
                    }
                }
                finally
                {
                    slots.Release();
                }
            }));
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        return flows.TryDequeue(out var first) ? first : Flow.Go;
    }

    protected override async ValueTask<Flow> RunTogetherAsync(Block block, Walk walk)
    {
        if (block.Children.FirstOrDefault() is not ResourceNode first)
        {
            return Flow.Go;
        }

        await using var set = new FileSet(Parts.System, JournalFor) { Holder = first.Resource };
        var attempts = new List<(ResourceNode Node, Attempt Attempt, long Started)>();
        foreach (var child in block.Children.OfType<ResourceNode>())
        {
            if (Stop.IsCancellationRequested)
            {
                return Interrupt(child.Resource);
            }

            if (await SkippedAsync(child.Builder, child.Resource, child, walk).ConfigureAwait(false) is { } skipped)
            {
                attempts.Add((child, skipped, 0));
                continue;
            }

            // What a file of the set would do is held back; its own failure ends the set before anything is in place.
            var started = TimeProvider.System.GetTimestamp();
            TellStart(child.Resource, walk);
            set.Holder = child.Resource;
            var attempt = await TryOnceAsync(child.Builder, child, walk, set).ConfigureAwait(false);
            if (attempt.Outcome.Failed)
            {
                return Record(child.Builder, child, walk, attempt, started);
            }

            attempts.Add((child, attempt, started));
        }

        if (set.IsEmpty)
        {
            return RecordAll(attempts, walk);
        }

        var fault = await set.CheckAsync(block.Check!, first.Resource.Identity, Abort).ConfigureAwait(false);
        if (fault is null)
        {
            try
            {
                // Not before: a set that is refused has changed nothing that anybody would have to hear of.
                foreach (var (node, attempt, _) in attempts)
                {
                    if (attempt.Outcome.Changed)
                    {
                        Raise(node.Builder, node);
                    }
                }

                await set.CommitAsync(Abort).ConfigureAwait(false);
                return RecordAll(attempts, walk);
            }
            catch (Exception exception)
            {
                fault = Attempt.Failed(ReasonOf(exception));
            }
        }

        return RecordAll(attempts.ConvertAll(one => one.Attempt.Outcome.Changed ? one with { Attempt = fault with { Changes = one.Attempt.Changes } } : one), walk);
    }

    protected override async ValueTask<Flow> RunProcedureAsync(Procedure procedure, Block block, Walk walk)
    {
        await GatherFactsAsync().ConfigureAwait(false);
        var session = new RunningSession(this, walk);
        try
        {
            await procedure.RunAsync(SessionOf(block, session)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (session.Flow == Flow.Go)
            {
                TellProcedure(procedure, block, walk, OutcomeStatus.Failed, ReasonOf(exception));
            }

            return session.Flow == Flow.Go ? Flow.Failed : session.Flow;
        }

        // A failure that the procedure has caught is told and counted, and the run goes on.
        return session.Flow == Flow.Interrupted ? Flow.Interrupted : Flow.Go;
    }

    protected override async ValueTask<RunFinished> FinishAsync(bool complete)
    {
        if (_journalled is { } journalled)
        {
            // A run that is reported as finished survives a loss of power.
            await journalled.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (_journal is not null)
        {
            _journal.Dispose();
            _store.Finished();
        }

        TellInterruption();
        if (complete && Parts.Tags.Count == 0)
        {
            StrikeForgotten();
        }

        List<string> pending = [];
        foreach (var one in _ledger.Pending)
        {
            if (Model.Handlers.FirstOrDefault(handler => handler.Id == one.Handler) is { } handler)
            {
                pending.Add(handler.Name);
            }
        }

        return Total.ToRunFinished(pending) with { Run = _journal is null ? "" : Path.GetFileName(_journal.Directory) };
    }

    private Flow RecordAll(List<(ResourceNode Node, Attempt Attempt, long Started)> attempts, Walk walk)
    {
        var result = Flow.Go;
        foreach (var (node, attempt, started) in attempts)
        {
            var flow = Record(node.Builder, node, walk, attempt, started);
            result = result == Flow.Go ? flow : result;
        }

        return result;
    }

    private Plan NewPlan(Resource resource, ISystem system)
    {
        ISystemReader reader = resource.Common.User is { } user ? new UserSystem(system, user) : system;
        return new(resource, _check?.Reader(reader) ?? reader, Model.Host.Facts, Parts.Sources, Model.Claims, Options.Controller);
    }

    private async ValueTask<Attempt> TryOnceAsync(ResourceBuilder builder, ResourceNode? node, Walk walk, FileSet? set = null, bool isAgain = false)
    {
        var resource = builder.Finished;
        if (resource.Common.Timeout is not { } limit)
        {
            return await GuardAsync(builder, node, null, walk, Abort, set, isAgain).ConfigureAwait(false);
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(Abort);
        time.CancelAfter(limit);
        var attempt = await GuardAsync(builder, node, null, walk, time.Token, set, isAgain).ConfigureAwait(false);
        return attempt.Outcome.Failed && time.IsCancellationRequested && !Abort.IsCancellationRequested
            ? Attempt.Failed($"it took longer than {limit.TotalSeconds:0.###} s and was ended.", attempt.Changes, attempt.Process)
            : attempt;
    }

    /// <summary>Plans where that has yet to be done, and makes the changes; whatever goes wrong is the resource's failure.</summary>
    private async ValueTask<Attempt> GuardAsync(ResourceBuilder builder, ResourceNode? node, Plan? plan, Walk walk, CancellationToken cancel, FileSet? set, bool isAgain)
    {
        var isPlanned = plan is not null;
        try
        {
            if (!isPlanned)
            {
                plan = await PlanAsync(() => plan = NewPlan(builder.Finished, Parts.System), cancel).ConfigureAwait(false);
                isPlanned = true;

                // What a second try finds is what the first has made of it.
                if (!isAgain && _check?.Judge(builder, walk, plan) is { } stale)
                {
                    return stale;
                }
            }

            return plan!.Changes.Count == 0 && plan.Messages.Count == 0 && plan.Deeds.Count == 0
                ? Settle(builder, node, Attempt.Unchanged)
                : Settle(builder, node, await ActAsync(builder, node, plan, walk, cancel, set).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (!isPlanned && !isAgain && exception is not OperationCanceledException && _check?.JudgeFailure(builder.Finished, walk, ReasonOf(exception)) is { } stale)
            {
                return stale;
            }

            return Attempt.Failed(ReasonOf(exception), plan is null ? null : Describe(plan), (exception as ProviderException)?.Process);
        }
    }

    private async ValueTask<Attempt> ActAsync(ResourceBuilder builder, ResourceNode? node, Plan plan, Walk walk, CancellationToken cancel, FileSet? set)
    {
        Say(plan, walk);
        if (plan.Changes.Count == 0 && plan.Deeds.Count == 0)
        {
            return Attempt.Unchanged;
        }

        var common = plan.Resource.Common;
        if (set is null && plan.Changes.Count > 0)
        {
            Raise(builder, node);
        }

        // What only waits or asks leaves no record, and no folder for one.
        var system = plan.Changes.Count == 0 ? Parts.System : set is null ? JournalFor(plan.Resource) : (ISystem)set;
        if (common.User is { } user)
        {
            system = new UserSystem(system, user);
        }

        ProcessResult? process = null;
        foreach (var change in plan.Changes)
        {
            process = await change.Apply(system, cancel).ConfigureAwait(false) ?? process;
            if (process is { Succeeded: false } && common.FailedWhen is null)
            {
                break;
            }
        }

        if (process is not { Succeeded: false } || common.FailedWhen is not null)
        {
            process = await DoAsync(plan, system, process, cancel).ConfigureAwait(false);
        }

        var records = Describe(plan);
        var outcome = new Outcome(plan.Changes.Count > 0 ? OutcomeStatus.Changed : OutcomeStatus.Unchanged, process);
        var failed = common.FailedWhen?.Invoke(outcome) ?? process is { Succeeded: false };
        if (failed)
        {
            var why = process is null ? "the policy's FailedWhen says so."
                : process.TimedOut ? "the command took too long and was ended."
                : process.ExitCode == ProcessResult.NotFound && process.Output.Length == 0 ? "the command was not found (exit code 127)."
                : $"the command ended with exit code {process.ExitCode}.";
            return Attempt.Failed(why, records, process);
        }

        var changed = common.ChangedWhen?.Invoke(outcome) ?? plan.Changes.Count > 0;
        return changed
            ? new Attempt(new Outcome(OutcomeStatus.Changed, process), records, process)
            : new Attempt(new Outcome(OutcomeStatus.Unchanged, process), [], process);
    }

    /// <summary>Does what is no change. Who asks the run to stop does not have to wait for it.</summary>
    private async ValueTask<ProcessResult?> DoAsync(Plan plan, ISystem system, ProcessResult? process, CancellationToken cancel)
    {
        if (plan.Deeds.Count > 0)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, Stop);
            foreach (var deed in plan.Deeds)
            {
                process = await deed.Act(system, either.Token).ConfigureAwait(false) ?? process;
            }
        }

        return process;
    }

    /// <summary>The journal's view for a resource. The run gets its folder with the first change: a run without changes leaves nothing behind.</summary>
    private JournalSystem JournalFor(Resource resource)
    {
        lock (_lock)
        {
            if (_journalled is null)
            {
                // Before the first change: whatever becomes of this run, the plan is not applied again.
                if (_check is not null)
                {
                    AppliedPlans.Add(_store.Directory, _check.PlanId);
                }

                _journal = new RunJournal(_store.CreateRun());
                _journalled = new JournalSystem(Parts.System, _journal);
            }

            return _journalled.For(new JournalSubject(resource.Name, resource.Location.IsKnown ? $"{resource.Location.File}:{resource.Location.Line}" : null));
        }
    }

    /// <summary>Writes down who is to hear of a change before it is made.</summary>
    private void Raise(ResourceBuilder builder, ResourceNode? node)
    {
        foreach (var handler in builder.NotifiesList ?? [])
        {
            Raise(handler.Id, builder);
        }

        foreach (var dependent in node?.Dependents ?? [])
        {
            Raise(dependent.PendingId!, builder);
        }
    }

    private void Raise(string id, ResourceBuilder builder)
    {
        lock (_lock)
        {
            if (!_raised.Add(id))
            {
                return;
            }

            var resource = builder.Finished;
            JournalFor(resource);
            _ledger.Raise(
                id,
                new LedgerCause(
                    resource.Name,
                    resource.Location.IsKnown ? $"{resource.Location.File}:{resource.Location.Line}" : null,
                    Path.GetFileName(_journal!.Directory)));
        }
    }

    /// <summary>Takes back what was raised for a change that turned out to be none, and what this resource itself was waiting for.</summary>
    private Attempt Settle(ResourceBuilder builder, ResourceNode? node, Attempt attempt)
    {
        if (node?.PendingId is { } pending && !attempt.Outcome.Failed)
        {
            Strike(pending);
        }

        if (attempt.Outcome.Status == OutcomeStatus.Unchanged && attempt.Process is not null)
        {
            foreach (var handler in builder.NotifiesList ?? [])
            {
                if (!IsNotified(handler) && !handler.NotifiedBy.Exists(other => other != builder && HasActed(other)))
                {
                    TakeBack(handler.Id);
                }
            }

            foreach (var dependent in node?.Dependents ?? [])
            {
                if (!dependent.Builder.WhenChangedList!.Exists(other => other != builder && HasActed(other)))
                {
                    TakeBack(dependent.PendingId!);
                }
            }
        }

        return attempt;
    }

    private static bool HasActed(ResourceBuilder builder) => builder.Node?.Outcome is { Status: OutcomeStatus.Changed or OutcomeStatus.Failed };

    /// <summary>Strikes out what this run has raised; what an earlier one has left stays due.</summary>
    private void TakeBack(string id)
    {
        if (!_inherited.Contains(id))
        {
            Strike(id);
        }
    }

    private void Strike(string id)
    {
        lock (_lock)
        {
            if (_raised.Remove(id) | _inherited.Remove(id))
            {
                _ledger.Strike(id);
            }
        }
    }

    /// <summary>What an earlier version of the policy left pending, and this one no longer declares, is let go of aloud.</summary>
    private void StrikeForgotten()
    {
        var known = Model.Handlers.Select(handler => handler.Id).Concat(Model.Resources.Select(node => node.PendingId ?? "")).ToHashSet();
        foreach (var forgotten in _inherited.Where(id => id.StartsWith($"{Model.PolicyName}:", StringComparison.Ordinal) && !known.Contains(id) && !IsOfAnotherRun(id)).ToList())
        {
            _inherited.Remove(forgotten);
            _ledger.Strike(forgotten);
            Events.Emit(new MessageSaid { Role = "", Resource = "", Message = $"A notification of '{forgotten}' was pending, which the policy no longer declares; it is dropped." });
        }
    }

    /// <summary>Whether a notification is for a role that the policy has for this host, and that has its turn in a run of its own.</summary>
    private bool IsOfAnotherRun(string id)
    {
        foreach (var role in Options.PolicyRoles)
        {
            var start = $"{Model.PolicyName}:{role}";
            if (id.Length > start.Length && id[start.Length] is ':' or '/' && id.StartsWith(start, StringComparison.OrdinalIgnoreCase)
                && !Model.Roles.Any(block => string.Equals(block.Role!.RoleName, role, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A procedure's host in an apply: what it awaits is planned and applied at once.</summary>
    private sealed class RunningSession(ApplyRun run, Walk walk) : ISessionRunner
    {
        public Flow Flow { get; private set; }

        public async Task<Outcome> RunAsync(ResourceBuilder builder)
        {
            (Flow, var outcome) = await run.RunSessionResourceAsync(builder, walk).ConfigureAwait(false);
            return Flow == Flow.Go ? outcome : throw new ProviderException(outcome.Reason ?? "the run was stopped");
        }

        public async Task<ProcessResult> QueryAsync(ProcessRequest request) => await run.Parts.System.QueryAsync(request, run.Abort).ConfigureAwait(false);
    }
}
