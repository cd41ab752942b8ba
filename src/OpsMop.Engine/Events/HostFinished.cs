namespace OpsMop.Engine.Events;

/// <summary>The work on a host has ended.</summary>
public sealed record HostFinished : RunEvent
{
    /// <summary>How it ended.</summary>
    public required ContactStatus Status { get; init; }

    /// <summary>How many resources were as they should be.</summary>
    public int Unchanged { get; init; }

    /// <summary>How many were changed; in a plan, would be or may be.</summary>
    public int Changed { get; init; }

    /// <summary>How many failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many did not have their turn.</summary>
    public int Skipped { get; init; }

    /// <summary>How many could not be planned.</summary>
    public int Unknown { get; init; }

    /// <summary>The first error, or why it was not contacted; <see langword="null"/> where there is nothing to say.</summary>
    public string? Error { get; init; }

    /// <summary>The resource that failed first; <see langword="null"/> where it was none.</summary>
    public string? Resource { get; init; }

    /// <summary>The policy file that declares it.</summary>
    public string File { get; init; } = "";

    /// <summary>The line that declares it.</summary>
    public int Line { get; init; }

    /// <summary>The handlers that have been notified and have not run; the next push runs them.</summary>
    public IReadOnlyList<string> PendingHandlers { get; init; } = [];

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}
