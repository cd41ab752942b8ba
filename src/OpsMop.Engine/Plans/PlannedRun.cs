using OpsMop.Engine.Events;

namespace OpsMop.Engine.Plans;

/// <summary>What a plan came to, and the plan itself.</summary>
/// <param name="Finished">The last event.</param>
/// <param name="Plan">The plan; <see langword="null"/> where it has a failure in it or was stopped, so that there is nothing whole to apply.</param>
public sealed record PlannedRun(RunFinished Finished, SavedPlan? Plan);
