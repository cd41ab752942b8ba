namespace OpsMop;

/// <summary>A host that the inventory knows.</summary>
public sealed class InventoryHost
{
    internal InventoryHost(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }
}
