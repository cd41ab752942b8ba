using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>What readers of inventory files put together: the inventory, and what can only be judged when all files have been read.</summary>
/// <param name="inventory">The inventory.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class InventoryReading(Inventory inventory, InventoryFaults faults)
{
    private readonly List<(string Group, SourceLocation At, Action<InventoryGroup> Then, string What)> _references = [];

    /// <summary>The inventory.</summary>
    public Inventory Inventory { get; } = inventory;

    /// <summary>What is wrong.</summary>
    public InventoryFaults Faults { get; } = faults;

    /// <summary>Says that a group contains another, which any of the files may define.</summary>
    public void Contains(InventoryGroup group, string child, SourceLocation at) => _references.Add((child, at, found => group.Add(found, at), $"The group {group.Name} contains"));

    /// <summary>Says that a host is in a group, which any of the files may define.</summary>
    public void IsIn(IReadOnlyList<InventoryHost> hosts, string group, SourceLocation at) => _references.Add((group, at, found => Add(found, hosts), $"The host {hosts[0].Name} is in"));

    /// <summary>Says something of a group, which any of the files may define.</summary>
    public void Says(string group, SourceLocation at, Action<InventoryGroup> what) => _references.Add((group, at, what, "There are variables of"));

    /// <summary>Follows what was said of groups by name.</summary>
    public void Resolve()
    {
        foreach (var (name, at, then, what) in _references)
        {
            if (Inventory.FindGroup(name) is { } group)
            {
                then(group);
            }
            else
            {
                Faults.Report(InventoryFaults.Unknown, at, $"{what} '{name}', and there is no such group.{Suggestion.DidYouMean(name, Inventory.Groups.Select(known => known.Name))}");
            }
        }

        _references.Clear();
    }

    private static void Add(InventoryGroup group, IReadOnlyList<InventoryHost> hosts)
    {
        foreach (var host in hosts)
        {
            group.Add(host);
        }
    }
}
