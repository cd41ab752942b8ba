namespace OpsMop;

/// <summary>The hosts that there are, and the groups that they are in.</summary>
public sealed class Inventory
{
    /// <summary>The hosts, in the order in which they were added.</summary>
    public IReadOnlyList<InventoryHost> Hosts { get; } = [];
}
