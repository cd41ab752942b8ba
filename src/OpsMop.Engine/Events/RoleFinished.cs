namespace OpsMop.Engine.Events;

/// <summary>A role has ended on a host, its handlers included.</summary>
public sealed record RoleFinished : RunEvent
{
    /// <summary>The role's name.</summary>
    public required string Role { get; init; }

    /// <summary>How many of its resources were as they should be.</summary>
    public required int Unchanged { get; init; }

    /// <summary>How many were changed.</summary>
    public required int Changed { get; init; }

    /// <summary>How many failed.</summary>
    public required int Failed { get; init; }

    /// <summary>How many did not have their turn.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many could not be planned.</summary>
    public required int Unknown { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}
