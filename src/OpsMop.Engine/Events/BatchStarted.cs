namespace OpsMop.Engine.Events;

/// <summary>Roles begin on a batch of hosts.</summary>
public sealed record BatchStarted : RunEvent
{
    /// <summary>The names of the roles.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The names of the hosts of the batch.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Which batch it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many batches there are.</summary>
    public required int Of { get; init; }
}
