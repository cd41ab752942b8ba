namespace OpsMop.Lab;

/// <summary>A network of the lab: a bridge. This machine has an address on the main one only; a host of another is reached through a host that has a leg in both.</summary>
public sealed class LabNetwork
{
    internal LabNetwork(string name, int number) => (Name, Number) = (name, number);

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>Whether this machine is on it.</summary>
    public bool IsMain => Number == 0;

    /// <summary>Its addresses, such as <c>10.78.0.0/24</c>.</summary>
    public string Range => LabPaths.Range(Number);

    internal int Number { get; }

    internal string Bridge => LabPaths.BridgeOf(Number);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Range})";
}
