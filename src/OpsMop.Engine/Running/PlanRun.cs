using OpsMop.Engine.Events;
using OpsMop.Engine.Model;
using OpsMop.Engine.Plans;
using OpsMop.Engine.Security;
using OpsMop.Engine.State;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Running;

/// <summary>Says what an apply would do: each resource is planned against the overlay, into which the actions planned so far have been played.</summary>
internal sealed class PlanRun : HostRun
{
    private readonly OverlaySystem _overlay;
    private readonly OverlayView _view;
    private readonly HashSet<string> _inherited;
    private readonly Dictionary<ResourceNode, HashSet<string>> _causes = [];
    private readonly PlanRecorder? _recorder;

    public PlanRun(HostModel model, RunParts parts, OverlaySystem overlay, CancellationToken stop, bool isSaved = false)
        : base(model, parts, stop)
    {
        _overlay = overlay;
        _view = overlay.CreateView();
        _recorder = isSaved ? new PlanRecorder(overlay, _view) : null;
        _inherited = [.. Ledger.Peek(parts.Options.StateDirectory ?? RunStore.DefaultDirectory).Select(pending => pending.Handler)];
    }

    protected override string Verb => "plan";

    /// <summary>What was planned, where it is to be saved.</summary>
    public PlanRecorder? Recorded => _recorder;

    protected override Attempt PassOver(ResourceBuilder builder, Walk walk, Attempt skipped)
    {
        _recorder?.Add(walk, builder.Finished, null, skipped);
        return skipped;
    }

    protected override async ValueTask<Attempt> TryAsync(ResourceBuilder builder, ResourceNode? node, Walk walk)
    {
        var resource = builder.Finished;
        var causes = CausesOf(node, walk);
        _view.Begin(resource.Name, causes);
        ISystem system = resource.Common.User is { } user ? new UserSystem(_view, user) : _view;
        SavedResource? noted = null;
        Attempt attempt;
        try
        {
            var plan = await PlanAsync(() => NewPlan(resource, system), Abort).ConfigureAwait(false);
            noted = _recorder?.Note(plan, PlanRecorder.AsksForForeseen(plan));
            attempt = await ForeseeAsync(builder, plan, system, walk).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            attempt = Doubt(exception);
        }

        _recorder?.Add(walk, resource, noted, attempt);
        return attempt;
    }

    protected override async ValueTask<IReadOnlyList<Attempt>?> TryBatchAsync(Provider provider, IReadOnlyList<ResourceNode> nodes, Walk walk)
    {
        // The neighbours ask together, so what taints one answer taints them all.
        _view.Begin(nodes[0].Resource.Name, CausesOf(nodes[0], walk));
        var items = new (Resource Want, Plan Plan)[nodes.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (nodes[i].Resource, NewPlan(nodes[i].Resource, _view));
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

        var asksForForeseen = _recorder is not null && items.Any(item => PlanRecorder.AsksForForeseen(item.Plan));
        var noted = Array.ConvertAll(items, item => _recorder?.Note(item.Plan, asksForForeseen));
        var attempts = new Attempt[items.Length];
        for (var i = 0; i < attempts.Length; i++)
        {
            try
            {
                attempts[i] = await ForeseeAsync(nodes[i].Builder, items[i].Plan, _view, walk).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                attempts[i] = Doubt(exception);
            }

            _recorder?.Add(walk, items[i].Want, noted[i], attempts[i]);
        }

        return attempts;
    }

    protected override bool IsInherited(string pendingId) => _inherited.Contains(pendingId);

    protected override bool IsInherited(Handler handler) => _inherited.Contains(handler.Id);

    protected override ValueTask BeforeHandlerAsync() => default;

    protected override void HandlerDone(Handler handler) => _inherited.Remove(handler.Id);

    protected override async ValueTask<Flow> RunParallelAsync(Block block, Walk walk)
    {
        // Planning has one overlay and no waiting: in the order of writing, it says what any order would.
        return await RunChildrenAsync(block.Children, walk).ConfigureAwait(false);
    }

    protected override ValueTask<Flow> RunTogetherAsync(Block block, Walk walk) => RunChildrenAsync(block.Children, walk);

    protected override async ValueTask<Flow> RunProcedureAsync(Procedure procedure, Block block, Walk walk)
    {
        await GatherFactsAsync().ConfigureAwait(false);
        var session = new PlannedSession(this, walk);
        var work = procedure.RunAsync(SessionOf(block, session));

        // A procedure that awaits what cannot be known never goes on: it is left where it is.
        await Task.WhenAny(work, session.Ended).ConfigureAwait(false);
        string? reason = null;
        if (session.Ended.IsCompleted)
        {
            if (session.Flow != Flow.Go)
            {
                return session.Flow;
            }

            reason = await session.Ended.ConfigureAwait(false);
        }
        else if (work.IsFaulted)
        {
            var exception = work.Exception!.InnerException!;
            if (exception is not UnknownValueException)
            {
                TellProcedure(procedure, block, walk, OutcomeStatus.Failed, ReasonOf(exception));
                return Flow.Failed;
            }

            reason = exception.Message;
        }

        if (reason is not null)
        {
            _recorder?.AddOpen(walk.Role);
            TellProcedure(procedure, block, walk, OutcomeStatus.Unknown, $"What the procedure does next is unknown: {reason}");
        }

        return Flow.Go;
    }

    protected override ValueTask<RunFinished> FinishAsync(bool complete)
    {
        TellInterruption();
        return new(Total.ToRunFinished([.. Model.Handlers.Where(handler => IsNotified(handler) || IsInherited(handler)).Select(handler => handler.Name)]));
    }

    private Plan NewPlan(Resource resource, ISystemReader system) =>
        new(resource, _recorder?.Reader(system) ?? system, Model.Host.Facts, Parts.Sources, Model.Claims, Options.Controller);

    private static bool IsOpaque(Effects effects) => effects.Possible.Contains("*");

    /// <summary>Plays the planned actions into the overlay, so that what comes after is planned on what they do.</summary>
    private async ValueTask<Attempt> ForeseeAsync(ResourceBuilder builder, Plan plan, ISystem system, Walk walk)
    {
        Say(plan, walk);
        var resource = plan.Resource;
        var tainted = _view.IsTainted;
        foreach (var deed in plan.Deeds)
        {
            Events.Emit(new MessageSaid { Role = walk.Role, Resource = resource.Name, Message = Redactor.Mask($"Would {deed.What}.") });
        }

        if (plan.Changes.Count == 0)
        {
            Play(plan.Deeds.Select(deed => deed.Effects), resource);
            return tainted ? Attempt.Unknown(Until())
                : plan.Deeds.Count == 0 ? Attempt.Unchanged
                : new Attempt(new Outcome(OutcomeStatus.Unchanged, isForeseen: true), []);
        }

        var records = Describe(plan);
        var runsCommand = false;
        foreach (var change in plan.Changes)
        {
            _view.HasRun |= change.IsOutside;
            runsCommand |= change.IsOutside || await change.Apply(system, Abort).ConfigureAwait(false) is not null;
            Play([change.Effects], resource);
        }

        Play(plan.Deeds.Select(deed => deed.Effects), resource);

        var waits = builder.WhenChangedList is { } others && !others.Exists(other => other.Node?.Outcome is { Changed: true, Maybe: false });
        var maybe = tainted || waits || resource.Common.ChangedWhen is not null;
        return new Attempt(new Outcome(OutcomeStatus.Changed, reason: tainted ? Until() : null, maybe: maybe, isForeseen: runsCommand), records) { IsOpen = tainted, MayBePassedOver = waits };
    }

    private void Play(IEnumerable<Effects?> all, Resource resource)
    {
        foreach (var effects in all)
        {
            if (effects is not null)
            {
                _overlay.Apply(effects, resource.Name, IsOpaque(effects));
            }
        }
    }

    private Attempt Doubt(Exception exception) => exception switch
    {
        UnknownValueException => Attempt.Unknown(exception.Message),
        OperationCanceledException => Attempt.Failed(ReasonOf(exception)),
        ProviderException { RestsOn: { } key } when !_view.Taints.Any(taint => taint.Key == key) => Attempt.Failed(ReasonOf(exception)),
        _ when _view.IsTainted => Attempt.Unknown($"{Until()} ({ReasonOf(exception)})"),
        _ => Attempt.Failed(ReasonOf(exception)),
    };

    private string Until() => $"Unknown until {string.Join(", ", _view.Taints.Select(taint => taint.Cause).Distinct())} has run";

    /// <summary>The resources that a resource depends on explicitly, by name: what an opaque command among them did counts for it.</summary>
    private IReadOnlySet<string>? CausesOf(ResourceNode? node, Walk walk)
    {
        if (node is null || Model.Edges.Count == 0)
        {
            return walk.Handler is { } running ? Notifiers(running) : walk.Preceding;
        }

        if (!_causes.TryGetValue(node, out var causes))
        {
            _causes[node] = causes = [];
            var open = new Stack<ResourceNode>([node]);
            var seen = new HashSet<ResourceNode>();
            while (open.TryPop(out var next))
            {
                foreach (var (from, to, _) in Model.Edges)
                {
                    if (to == next && seen.Add(from))
                    {
                        causes.Add(from.Resource.Name);
                        open.Push(from);
                    }
                }
            }
        }

        return walk.Handler is { } handler ? new HashSet<string>([.. causes, .. Notifiers(handler)]) : causes;
    }

    private static HashSet<string> Notifiers(Handler handler) => [.. handler.NotifiedBy.Select(builder => builder.Finished.Name)];

    /// <summary>A procedure's host in a plan: queries run until a change is pending, changes go to the overlay.</summary>
    private sealed class PlannedSession(PlanRun run, Walk walk) : ISessionRunner
    {
        private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<string> _preceding = [];
        private string? _pending;

        public Task<string> Ended => _ended.Task;

        public Flow Flow { get; private set; }

        public async Task<Outcome> RunAsync(ResourceBuilder builder)
        {
            (Flow, var outcome) = await run.RunSessionResourceAsync(builder, walk with { Preceding = _preceding }).ConfigureAwait(false);
            if (Flow != Flow.Go || outcome.Status == OutcomeStatus.Unknown)
            {
                return await NeverAsync(outcome.Reason ?? "").ConfigureAwait(false);
            }

            if (outcome.Changed)
            {
                _pending ??= builder.Finished.Name;
                _preceding.Add(builder.Finished.Name);
            }

            return outcome;
        }

        public async Task<ProcessResult> QueryAsync(ProcessRequest request)
        {
            if (_pending is null)
            {
                return await run.Parts.System.QueryAsync(request, run.Abort).ConfigureAwait(false);
            }

            await NeverAsync($"`{string.Join(' ', request.Arguments)}` can only answer when {_pending} has run.").ConfigureAwait(false);
            return ProcessResult.Success;
        }

        /// <summary>The procedure's plan ends here: its await never resumes, so that no code of it runs on a guess.</summary>
        private Task<Outcome> NeverAsync(string reason)
        {
            _ended.TrySetResult(reason);
            return new TaskCompletionSource<Outcome>().Task;
        }
    }
}
