namespace OpsMop;

/// <summary>The groups of hosts that are named by the same groups, in the order in which they speak: <c>all</c>, parents, children.</summary>
/// <param name="All">All of them; what comes later wins.</param>
/// <param name="Named">Those but <c>all</c>.</param>
internal sealed record GroupLine(IReadOnlyList<InventoryGroup> All, IReadOnlyList<InventoryGroup> Named);
