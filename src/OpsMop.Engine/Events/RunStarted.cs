namespace OpsMop.Engine.Events;

/// <summary>A run begins.</summary>
public sealed record RunStarted : RunEvent
{
    /// <summary>The run's id, by which its journal is found; empty for a plan, which leaves nothing behind.</summary>
    public string Run { get; init; } = "";

    /// <summary>The class of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>What is done: <c>plan</c> or <c>apply</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>How many resources the graph holds; those of procedures are not known beforehand.</summary>
    public required int Resources { get; init; }
}
