namespace OpsMop.Engine.Events;

/// <summary>A run begins.</summary>
public sealed record RunStarted : RunEvent
{
    /// <summary>The class of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>What is done: <c>plan</c> or <c>apply</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>How many resources the graph holds; those of procedures are not known beforehand.</summary>
    public required int Resources { get; init; }
}
