namespace OpsMop.Engine.Systems;

/// <summary>How a system on this machine's disks works.</summary>
public sealed record LocalSystemOptions
{
    /// <summary>When what is written must survive a loss of power.</summary>
    public Durability Durability { get; init; }
}
