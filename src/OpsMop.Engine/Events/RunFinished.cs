namespace OpsMop.Engine.Events;

/// <summary>A run has ended. It is the last event.</summary>
public sealed record RunFinished : RunEvent
{
    /// <summary>The run's id, by which its journal is found; empty for a plan and for an apply that had nothing to change.</summary>
    public string Run { get; init; } = "";

    /// <summary>How many resources were as they should be.</summary>
    public required int Unchanged { get; init; }

    /// <summary>How many were changed; in a plan, would be or may be.</summary>
    public required int Changed { get; init; }

    /// <summary>How many failed, those whose errors were ignored not among them.</summary>
    public required int Failed { get; init; }

    /// <summary>How many did not have their turn.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many could not be planned, because they depend on what an earlier change does.</summary>
    public required int Unknown { get; init; }

    /// <summary>How many failed but did not stop the run, by the policy's word.</summary>
    public int Ignored { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The handlers that have been notified and have not run; the next apply runs them.</summary>
    public IReadOnlyList<string> PendingHandlers { get; init; } = [];
}
