namespace OpsMop.Push.Plans;

/// <summary>One run of a host's plan.</summary>
/// <param name="Roles">Its roles, in order.</param>
/// <param name="Plan">The saved plan, as <see cref="OpsMop.Engine.Plans.SavedPlan.ToBytes"/> gives it.</param>
internal sealed record HostPlanRun(IReadOnlyList<string> Roles, ReadOnlyMemory<byte> Plan);
