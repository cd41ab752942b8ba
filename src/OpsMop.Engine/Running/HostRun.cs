using OpsMop.Engine.Diffs;
using OpsMop.Engine.Events;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Model;
using OpsMop.Engine.Security;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Running;

/// <summary>
/// Walks the graph of a host in order. What planning and applying have in common is here: conditions, tags, retries, blocks, handlers
/// and the telling of it; what is done with a resource is theirs.
/// </summary>
internal abstract class HostRun
{
    private readonly HashSet<Handler> _notified = [];
    private readonly Lock _lock = new();
    private bool _interruptionTold;
    private volatile bool _isOver;

    protected HostRun(HostModel model, RunParts parts, CancellationToken stop)
    {
        Model = model;
        Parts = parts;
        Stop = stop;
        Events = new EventStream(parts.Options.Sinks, model.HostName);
        Providers = new ProviderSelector(parts.Registry, model.Host.Facts);
        // Neither line nor place is part of the id: who mends a policy after a failure moves what stands in it.
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (from, to, kind) in model.Edges)
        {
            if (kind == GraphEdgeKind.WhenChanged)
            {
                (from.Dependents ??= []).Add(to);
                to.PendingId ??= Numbered($"{model.PolicyName}:{to.RolePath}:when-changed:{to.Resource.Name}");
            }
        }

        string Numbered(string id)
        {
            var count = ids[id] = ids.GetValueOrDefault(id) + 1;
            return count == 1 ? id : $"{id}#{count}";
        }
    }

    protected HostModel Model { get; }

    protected RunParts Parts { get; }

    protected EngineOptions Options => Parts.Options;

    protected EventStream Events { get; }

    protected ProviderSelector Providers { get; }

    /// <summary>Cancelled when the run is to stop after the running change.</summary>
    protected CancellationToken Stop { get; }

    /// <summary>Cancelled when the running change is to be ended.</summary>
    protected CancellationToken Abort => Options.Abort;

    protected Tally Total { get; } = new();

    protected abstract string Verb { get; }

    public async Task<RunFinished> RunAsync()
    {
        Events.Emit(new RunStarted { Policy = Model.PolicyName, Verb = Verb, Resources = Model.Resources.Count });
        var flow = Flow.Go;
        foreach (var role in Model.Roles)
        {
            flow = await RunRoleAsync(role, null).ConfigureAwait(false);
            if (flow != Flow.Go)
            {
                break;
            }
        }

        var finished = await FinishAsync(flow == Flow.Go).ConfigureAwait(false);
        Events.Emit(finished);
        return finished with { Host = Model.HostName };
    }

    /// <summary>Runs the handlers of a role that have been notified, until none is left.</summary>
    protected async ValueTask<Flow> RunHandlersAsync(Walk walk)
    {
        var handlers = HandlersOf(walk.Outermost);
        for (var again = handlers.Count > 0; again;)
        {
            again = false;
            foreach (var handler in handlers)
            {
                var inherited = IsInherited(handler);
                lock (_lock)
                {
                    if (!_notified.Remove(handler) && !inherited)
                    {
                        continue;
                    }
                }

                again = true;
                await BeforeHandlerAsync().ConfigureAwait(false);
                Events.Emit(new HandlerStarted { Role = walk.Role, Handler = handler.Name, Inherited = inherited });
                var flow = await RunChildrenAsync(handler.Body.Children, walk with { Handler = handler }).ConfigureAwait(false);
                if (flow != Flow.Go)
                {
                    return flow;
                }

                HandlerDone(handler);
            }
        }

        return Flow.Go;
    }

    /// <summary>Marks the handlers and dependents of a resource that has changed.</summary>
    protected void Notify(ResourceBuilder builder, Walk walk, string by)
    {
        foreach (var handler in builder.NotifiesList ?? [])
        {
            lock (_lock)
            {
                if (!_notified.Add(handler))
                {
                    continue;
                }
            }

            Events.Emit(new HandlerNotified { Role = walk.Role, Handler = handler.Name, By = by });
        }
    }

    /// <summary>Whether some resource of this run has notified a handler that has not run since.</summary>
    protected bool IsNotified(Handler handler)
    {
        lock (_lock)
        {
            return _notified.Contains(handler);
        }
    }

    /// <summary>Takes the turn of one resource, from its conditions to the telling of its outcome.</summary>
    protected async ValueTask<Flow> RunResourceAsync(ResourceBuilder builder, ResourceNode? node, Walk walk)
    {
        if (_isOver)
        {
            return Flow.Interrupted;
        }

        if (Stop.IsCancellationRequested)
        {
            return Interrupt(builder.Finished);
        }

        var resource = builder.Finished;
        if (await SkippedAsync(builder, resource, node, walk).ConfigureAwait(false) is { } skipped)
        {
            return Record(builder, node, walk, skipped, 0);
        }

        var started = TimeProvider.System.GetTimestamp();
        TellStart(resource, walk);
        var attempt = await TryAsync(builder, node, walk).ConfigureAwait(false);
        return Record(builder, node, walk, attempt, started);
    }

    /// <summary>The host of a procedure, with the tags that the policy gives it.</summary>
    protected Session SessionOf(Block block, ISessionRunner runner)
    {
        var session = new Session(Model.Host, runner, Stop);
        session.With(tags: block.Tags);
        return session;
    }

    /// <summary>A procedure cannot be called twice: what it may read of a distant host is fetched before it starts.</summary>
    protected async ValueTask GatherFactsAsync()
    {
        if (Parts.System is not LocalSystem)
        {
            await Parts.Facts.GatherAsync(facts => (_, _) = (facts.Platform, facts.Network), Abort).ConfigureAwait(false);
        }
    }

    /// <summary>Plans a resource. A fact of a distant host that its provider reads is waited for, and the resource is planned anew: planning only looks.</summary>
    protected async ValueTask<Plan> PlanAsync(Func<Plan> create, CancellationToken cancel)
    {
        while (true)
        {
            var plan = create();
            try
            {
                await Providers.Select(plan.Resource).PlanResourceAsync(plan.Resource, plan, cancel).ConfigureAwait(false);
                return plan;
            }
            catch (FactPendingException pending)
            {
                await pending.Answer.WaitAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes the turn of a resource that a procedure awaits.</summary>
    protected async Task<(Flow Flow, Outcome Outcome)> RunSessionResourceAsync(ResourceBuilder builder, Walk walk)
    {
        var node = new ResourceNode(builder);
        builder.Node = node;
        var findings = new List<Finding>();
        new Validation(findings) { MissingSource = Parts.Sources.WhyMissing }.Check(builder, builder.Finished);
        var flow = findings.Find(finding => finding.IsError) is { } fault
            ? Record(builder, node, walk, Attempt.Failed($"{fault.Id}: {fault.Message}"), 0)
            : await RunResourceAsync(builder, node, walk).ConfigureAwait(false);
        return (flow, node.Outcome ?? new Outcome(OutcomeStatus.Skipped, reason: "the run was stopped"));
    }

    /// <summary>Counts and tells what became of a procedure itself, where that is more than what became of its resources.</summary>
    protected void TellProcedure(Procedure procedure, Block block, Walk walk, OutcomeStatus status, string reason)
    {
        walk.Tally.Count(status, ignored: false);
        Total.Count(status, ignored: false);
        Events.Emit(new ResourceFinished
        {
            Role = walk.Role,
            Resource = $"Procedure[{procedure.RoleName}]",
            File = block.Location.File,
            Line = block.Location.Line,
            Status = status,
            Reason = Redactor.Mask(reason),
            Seconds = 0,
        });
    }

    protected void TellStart(Resource resource, Walk walk)
    {
        if (Events.WantsUnchanged)
        {
            Events.Emit(new ResourceStarted { Role = walk.Role, Resource = resource.Name, File = resource.Location.File, Line = resource.Location.Line });
        }
    }

    /// <summary>Counts and tells how a resource ended, and says how the run goes on.</summary>
    protected Flow Record(ResourceBuilder builder, ResourceNode? node, Walk walk, Attempt attempt, long started)
    {
        var resource = builder.Finished;
        attempt = attempt.Outcome.Status == OutcomeStatus.Skipped ? PassOver(builder, walk, attempt) : attempt;
        _isOver |= attempt.EndsRun;
        var outcome = attempt.Outcome;
        if (node is not null)
        {
            node.Outcome = outcome;
        }

        var ignored = outcome.Failed && !attempt.EndsRun ? resource.Common.IgnoreErrorsBecause ?? (walk.IsRescued ? "a Rescue follows" : null) : null;
        walk.Tally.Count(outcome.Status, ignored is not null);
        Total.Count(outcome.Status, ignored is not null);
        if (outcome.Status != OutcomeStatus.Unchanged || Events.WantsUnchanged)
        {
            var tellsOutput = outcome.Failed || Options.Verbose;
            Events.Emit(new ResourceFinished
            {
                Role = walk.Role,
                Resource = resource.Name,
                Title = resource.Common.Title,
                File = resource.Location.File,
                Line = resource.Location.Line,
                Status = outcome.Status,
                Reason = outcome.Reason is { } reason ? Redactor.Mask(reason) : null,
                Ignored = ignored,
                Maybe = outcome.Maybe,
                Handler = walk.Handler?.Name,
                Changes = attempt.Changes,
                ExitCode = attempt.Process?.ExitCode,
                Output = tellsOutput && attempt.Process is { Output.Length: > 0 } out1 ? Redactor.Mask(out1.Output) : null,
                Error = tellsOutput && attempt.Process is { Error.Length: > 0 } out2 ? Redactor.Mask(out2.Error) : null,
                Attempts = attempt.Tries,
                Seconds = started == 0 ? 0 : Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 6),
            });
        }

        if (outcome.Changed)
        {
            Notify(builder, walk, resource.Name);
        }

        return Abort.IsCancellationRequested ? Interrupt(null)
            : attempt.EndsRun ? Flow.Interrupted
            : outcome.Failed && resource.Common.IgnoreErrorsBecause is null ? Flow.Failed
            : Flow.Go;
    }

    /// <summary>The changes of a plan as people see them.</summary>
    protected static IReadOnlyList<ChangeRecord> Describe(Plan plan)
    {
        var changes = plan.Changes;
        if (changes.Count == 0)
        {
            return [];
        }

        var records = new ChangeRecord[changes.Count];
        for (var i = 0; i < records.Length; i++)
        {
            var change = changes[i];
            records[i] = new ChangeRecord
            {
                Action = change.Action,
                From = change.From,
                To = change.To,
                Render = change.Diff is { } diff ? () => UnifiedDiff.Render(diff) : null,
            };
        }

        return records;
    }

    protected void Say(Plan plan, Walk walk)
    {
        foreach (var message in plan.Messages)
        {
            Events.Emit(new MessageSaid { Role = walk.Role, Resource = plan.Resource.Name, Message = Redactor.Mask(message) });
        }
    }

    /// <summary>What a failure of any kind says to people.</summary>
    protected static string ReasonOf(Exception exception) => exception switch
    {
        ProviderException or SystemFaultException or UnknownValueException => exception.Message,
        OperationCanceledException => "it was ended before it was done.",
        _ => $"{exception.Message} ({exception.GetType().Name})",
    };

    /// <summary>Runs the tries of a resource; the last one counts.</summary>
    protected abstract ValueTask<Attempt> TryAsync(ResourceBuilder builder, ResourceNode? node, Walk walk);

    /// <summary>Runs neighbours of one type together. Those left out of the result have yet to run one by one.</summary>
    protected abstract ValueTask<IReadOnlyList<Attempt>?> TryBatchAsync(Provider provider, IReadOnlyList<ResourceNode> nodes, Walk walk);

    /// <summary>What is to be told of a resource that does not have its turn.</summary>
    protected virtual Attempt PassOver(ResourceBuilder builder, Walk walk, Attempt skipped) => skipped;

    /// <summary>Whether something that a resource waits for changed in an earlier run, without the resource having had its turn since.</summary>
    protected abstract bool IsInherited(string pendingId);

    /// <summary>Whether an earlier run has left a notification of a handler.</summary>
    protected abstract bool IsInherited(Handler handler);

    protected abstract ValueTask BeforeHandlerAsync();

    protected abstract void HandlerDone(Handler handler);

    protected abstract ValueTask<Flow> RunParallelAsync(Block block, Walk walk);

    protected abstract ValueTask<Flow> RunTogetherAsync(Block block, Walk walk);

    protected abstract ValueTask<Flow> RunProcedureAsync(Procedure procedure, Block block, Walk walk);

    protected abstract ValueTask<RunFinished> FinishAsync(bool complete);

    protected async ValueTask<Flow> RunChildrenAsync(List<Node> children, Walk walk)
    {
        for (var i = 0; i < children.Count; i++)
        {
            Flow flow;
            if (children[i] is ResourceNode node)
            {
                var last = await EndOfBatchAsync(children, i).ConfigureAwait(false);
                flow = last > i + 1
                    ? await RunBatchAsync(children.GetRange(i, last - i).ConvertAll(child => (ResourceNode)child), walk).ConfigureAwait(false)
                    : await RunResourceAsync(node.Builder, node, walk).ConfigureAwait(false);
                i = last - 1;
            }
            else
            {
                flow = await RunNodeAsync(children[i], walk).ConfigureAwait(false);
            }

            if (flow != Flow.Go)
            {
                return flow;
            }
        }

        return Flow.Go;
    }

    protected async ValueTask<Flow> RunNodeAsync(Node node, Walk walk)
    {
        switch (node)
        {
            case ResourceNode resource:
                return await RunResourceAsync(resource.Builder, resource, walk).ConfigureAwait(false);
            case FlushNode:
                return await RunHandlersAsync(walk).ConfigureAwait(false);
            case Block { Kind: BlockKind.Role } role:
                return await RunRoleAsync(role, walk).ConfigureAwait(false);
            case Block { Condition: { } condition } block when !await HoldsAsync(condition).ConfigureAwait(false):
                return SkipAll(block, walk, "the condition around it does not hold");
            case Block { Kind: BlockKind.Parallel } parallel:
                return await RunParallelAsync(parallel, walk).ConfigureAwait(false);
            case Block { Kind: BlockKind.Together } together:
                return await RunTogetherAsync(together, walk).ConfigureAwait(false);
            case Block { Kind: BlockKind.Try } block:
                return await RunTryAsync(block, walk).ConfigureAwait(false);
            default:
                return await RunChildrenAsync(((Block)node).Children, walk).ConfigureAwait(false);
        }
    }

    protected Flow Interrupt(Resource? before)
    {
        lock (_lock)
        {
            if (!_interruptionTold && before is not null)
            {
                _interruptionTold = true;
                Events.Emit(new RunInterrupted { Before = before.Name, File = before.Location.File, Line = before.Location.Line });
            }
        }

        return Flow.Interrupted;
    }

    protected void TellInterruption()
    {
        lock (_lock)
        {
            if ((Stop.IsCancellationRequested || Abort.IsCancellationRequested) && !_interruptionTold)
            {
                _interruptionTold = true;
                Events.Emit(new RunInterrupted());
            }
        }
    }

    /// <summary>Evaluates a condition of the policy, which may read facts that a remote host has yet to answer.</summary>
    protected ValueTask<bool> HoldsAsync(Func<bool> condition) => Parts.Facts.EvaluateAsync(condition, Abort);

    private static List<Handler> HandlersOf(Block role)
    {
        var handlers = new List<Handler>(role.Handlers);
        Add(role.Children);
        return handlers;

        void Add(List<Node> children)
        {
            foreach (var child in children)
            {
                if (child is Block block)
                {
                    handlers.AddRange(block.Handlers);
                    Add(block.Children);
                }
            }
        }
    }

    private static bool MayBatch(ResourceNode node)
    {
        var common = node.Builder.CommonOrNull;
        return node.Builder.WhenChangedList is null
            && (common is null
                || (common.Conditions.Count == 0 && common is { Attempts: 1, Timeout: null, ChangedWhen: null, FailedWhen: null, User: null, IgnoreErrorsBecause: null }));
    }

    private async ValueTask<Flow> RunRoleAsync(Block block, Walk? outer)
    {
        var role = block.Role!;
        var walk = new Walk
        {
            Role = outer is null ? role.RoleName : $"{outer.Role}/{role.RoleName}",
            Tally = new Tally(),
            Outermost = outer?.Outermost ?? block,
            IsRescued = outer?.IsRescued ?? false,
            Handler = outer?.Handler,
        };
        Events.Emit(new RoleStarted { Role = walk.Role });
        var flow = role is Procedure procedure
            ? await RunProcedureAsync(procedure, block, walk).ConfigureAwait(false)
            : await RunChildrenAsync(block.Children, walk).ConfigureAwait(false);
        if (flow == Flow.Go && outer is null)
        {
            flow = await RunHandlersAsync(walk).ConfigureAwait(false);
        }

        Events.Emit(walk.Tally.ToRoleFinished(walk.Role));
        return flow;
    }

    private async ValueTask<Flow> RunTryAsync(Block block, Walk walk)
    {
        var (tried, rescue, always) = ((Block)block.Children[0], (Block)block.Children[1], (Block)block.Children[2]);
        var flow = await RunChildrenAsync(tried.Children, rescue.Children.Count > 0 ? walk with { IsRescued = true } : walk).ConfigureAwait(false);
        if (flow == Flow.Failed && rescue.Children.Count > 0)
        {
            flow = await RunChildrenAsync(rescue.Children, walk).ConfigureAwait(false);
        }
        else if (flow == Flow.Go)
        {
            flow = SkipAll(rescue, walk, "nothing failed");
        }

        if (flow == Flow.Interrupted)
        {
            return flow;
        }

        var last = await RunChildrenAsync(always.Children, walk).ConfigureAwait(false);
        return last == Flow.Go ? flow : last;
    }

    private Flow SkipAll(Block block, Walk walk, string reason)
    {
        foreach (var child in block.Children)
        {
            var flow = child switch
            {
                ResourceNode node => Record(node.Builder, node, walk, Attempt.Skipped(reason), 0),
                Block nested => SkipAll(nested, walk, reason),
                _ => Flow.Go,
            };
            if (flow != Flow.Go)
            {
                return flow;
            }
        }

        return Flow.Go;
    }

    /// <summary>Why a resource does not have its turn; <see langword="null"/> if it has.</summary>
    protected async ValueTask<Attempt?> SkippedAsync(ResourceBuilder builder, Resource resource, ResourceNode? node, Walk walk)
    {
        if (builder.CommonOrNull is { } common)
        {
            if (Parts.Tags.Count > 0 && walk.Handler is null && !Parts.Tags.Any(tag => common.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
            {
                return Attempt.Skipped("it has none of the tags");
            }

            foreach (var condition in common.Conditions)
            {
                bool holds;
                try
                {
                    holds = await HoldsAsync(condition).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    return Attempt.Failed($"its condition failed: {ReasonOf(exception)}");
                }

                if (!holds)
                {
                    return Attempt.Skipped("its condition does not hold");
                }
            }
        }
        else if (Parts.Tags.Count > 0 && walk.Handler is null)
        {
            return Attempt.Skipped("it has none of the tags");
        }

        if (builder.WhenChangedList is { } others
            && !others.Exists(other => other.Node?.Outcome is { Changed: true } or { Status: OutcomeStatus.Unknown })
            && !(node?.PendingId is { } pending && IsInherited(pending)))
        {
            return Attempt.Skipped("what it waits for has not changed");
        }

        return null;
    }

    // Which provider it is may depend on a fact of a distant host.
    private ValueTask<int> EndOfBatchAsync(List<Node> children, int start) =>
        Parts.System is LocalSystem ? new(EndOfBatch(children, start)) : Parts.Facts.EvaluateAsync(() => EndOfBatch(children, start), Abort);

    private int EndOfBatch(List<Node> children, int start)
    {
        var first = (ResourceNode)children[start];
        var resource = first.Resource;
        if (start + 1 >= children.Count || children[start + 1] is not ResourceNode second || second.Resource.Descriptor != resource.Descriptor || !MayBatch(first))
        {
            return start + 1;
        }

        try
        {
            var provider = Providers.Select(resource);
            if (!provider.PlansBatches)
            {
                return start + 1;
            }

            var end = start + 1;
            while (end < children.Count && children[end] is ResourceNode next && next.Resource.Descriptor == resource.Descriptor && MayBatch(next)
                && Providers.Select(next.Resource) == provider)
            {
                end++;
            }

            return end;
        }
        catch (ProviderException)
        {
            // The resource's own turn reports it.
            return start + 1;
        }
    }

    private async ValueTask<Flow> RunBatchAsync(List<ResourceNode> nodes, Walk walk)
    {
        if (_isOver)
        {
            return Flow.Interrupted;
        }

        if (Stop.IsCancellationRequested)
        {
            return Interrupt(nodes[0].Resource);
        }

        var chosen = new List<ResourceNode>(nodes.Count);
        foreach (var node in nodes)
        {
            if (await SkippedAsync(node.Builder, node.Resource, node, walk).ConfigureAwait(false) is { } skipped)
            {
                if (Record(node.Builder, node, walk, skipped, 0) == Flow.Interrupted)
                {
                    return Flow.Interrupted;
                }
            }
            else
            {
                chosen.Add(node);
            }
        }

        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<Attempt>? attempts = null;
        if (chosen.Count > 1)
        {
            foreach (var node in chosen)
            {
                TellStart(node.Resource, walk);
            }

            attempts = await TryBatchAsync(Providers.Select(chosen[0].Resource), chosen, walk).ConfigureAwait(false);
        }

        var result = Flow.Go;
        for (var i = 0; i < chosen.Count; i++)
        {
            var flow = attempts is not null
                ? Record(chosen[i].Builder, chosen[i], walk, attempts[i], started)
                : await RunResourceAsync(chosen[i].Builder, chosen[i], walk).ConfigureAwait(false);
            if (flow != Flow.Go && attempts is null)
            {
                return flow;
            }

            result = result == Flow.Go ? flow : result;
        }

        return result;
    }
}
