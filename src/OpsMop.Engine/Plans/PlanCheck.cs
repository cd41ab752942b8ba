using OpsMop.Engine.Running;
using OpsMop.Engine.Security;

namespace OpsMop.Engine.Plans;

/// <summary>
/// Holds an apply to a saved plan: each resource is planned again when its turn comes, and is touched only where that gives what was saved, from the same answers. The first difference
/// ends the run.
/// </summary>
internal sealed class PlanCheck
{
    private const string Again = "Make a new plan.";

    private readonly SavedPlan _plan;
    private readonly Dictionary<(string Role, string? Handler, string Resource, string At), Queue<SavedResource>> _turns = [];
    private readonly HashSet<Handler> _openHandlers = [];
    private readonly Lock _lock = new();

    /// <summary>Holds a run to a plan.</summary>
    /// <param name="plan">The plan.</param>
    public PlanCheck(SavedPlan plan)
    {
        _plan = plan;
        foreach (var resource in plan.Resources)
        {
            var key = (resource.Role, resource.Handler, resource.Resource, resource.At);
            if (!_turns.TryGetValue(key, out var turns))
            {
                _turns[key] = turns = new Queue<SavedResource>(1);
            }

            turns.Enqueue(resource);
        }
    }

    /// <summary>The plan's name.</summary>
    public string PlanId => _plan.Id;

    /// <summary>Who asks for a resource.</summary>
    /// <param name="system">Who answers.</param>
    public RecordingReader Reader(ISystemReader system) => new(system, _plan.Key);

    /// <summary>Compares what a resource plans with what was saved of it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="walk">Where it is.</param>
    /// <param name="plan">What it plans; nothing of it has been done.</param>
    /// <returns>The end of the run; <see langword="null"/> where it is as planned.</returns>
    public Attempt? Judge(ResourceBuilder builder, Walk walk, Plan plan)
    {
        var resource = plan.Resource;
        var saved = Take(resource, walk);
        if (saved is null ? IsLeftOpen(walk) : saved.IsOpen)
        {
            LeaveOpen(builder, plan);
            return null;
        }

        if (plan.Changes.Count == 0 && plan.Deeds.Count == 0 && saved is null or { Skipped: not null })
        {
            // It is there to be looked at, and nothing is done about it.
            return null;
        }

        var difference =
            saved is null ? "it had no turn then"
            : saved.Skipped is { } reason ? $"it was passed over then, because {Because(reason)}"
            : saved.Fails ? "it could not be planned then, and can be now"
            : DifferenceOf(saved, plan);
        return difference is null ? null : Stale(resource, difference);
    }

    /// <summary>Compares a resource that cannot be planned any more with what was saved of it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="walk">Where it is.</param>
    /// <param name="reason">Why it cannot.</param>
    /// <returns>The end of the run; <see langword="null"/> where it is an ordinary failure.</returns>
    public Attempt? JudgeFailure(Resource resource, Walk walk, string reason) =>
        Take(resource, walk) is { IsOpen: false, Fails: false } ? Stale(resource, $"it cannot be planned now: {reason.TrimEnd('.')}") : null;

    /// <summary>Compares a resource that is passed over with what was saved of it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="walk">Where it is.</param>
    /// <param name="reason">Why it is.</param>
    /// <returns>The end of the run; <see langword="null"/> where nothing was to be done either.</returns>
    public Attempt? JudgeSkip(Resource resource, Walk walk, string reason) =>
        Take(resource, walk) is { Skipped: null, IsOpen: false, MayBePassedOver: false, Changes.Count: > 0 } ? Stale(resource, $"it was to be changed then, and now {reason}") : null;

    private static Attempt Stale(Resource resource, string difference) =>
        Attempt.Failed($"{resource.Name} is not as it was when the plan was made: {Redactor.Mask(difference)}. {Again}") with { EndsRun = true };

    private static string Because(string reason) => reason.Length == 0 ? "of its conditions" : reason;

    private SavedResource? Take(Resource resource, Walk walk)
    {
        lock (_lock)
        {
            return _turns.TryGetValue((walk.Role, walk.Handler?.Name, resource.Name, PlanRecorder.PlaceOf(resource)), out var turns) && turns.TryDequeue(out var saved) ? saved : null;
        }
    }

    /// <summary>Whether the plan says nothing of what happens here, because it could not.</summary>
    private bool IsLeftOpen(Walk walk)
    {
        lock (_lock)
        {
            return _plan.OpenRoles.Contains(walk.Role, StringComparer.Ordinal) || (walk.Handler is { } handler && _openHandlers.Contains(handler));
        }
    }

    /// <summary>Whom such a change notifies, the plan could not know either.</summary>
    private void LeaveOpen(ResourceBuilder builder, Plan plan)
    {
        if (plan.Changes.Count > 0)
        {
            lock (_lock)
            {
                _openHandlers.UnionWith(builder.NotifiesList ?? []);
            }
        }
    }

    private string? DifferenceOf(SavedResource saved, Plan plan)
    {
        var asked = ((RecordingReader)plan.System).Answers.ToDictionary(answer => (answer.Kind, answer.Subject), answer => answer.Text);
        foreach (var then in saved.Asked)
        {
            if (asked.TryGetValue((then.Kind, then.Subject), out var now) && !IsSame(then.Text, now))
            {
                return PlanWords.Difference(plan.Resource, then, now);
            }
        }

        var changes = PlanRecorder.Describe(plan, _plan.Key);
        if (!saved.Changes.Select(change => change.Digest).SequenceEqual(changes.Select(change => change.Digest)))
        {
            return PlanWords.Difference(saved.Changes, changes);
        }

        return saved.Deeds.SequenceEqual(plan.Deeds.Select(deed => Redactor.Mask(deed.What))) ? null : "what it does besides is something else now";
    }

    // Of what the plan foresaw it knows the beginning.
    private static bool IsSame(string then, string now) => now == then || (now.Length > then.Length && now[then.Length] == ' ' && now.StartsWith(then, StringComparison.Ordinal));
}
