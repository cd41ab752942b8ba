namespace OpsMop.Engine.Events;

/// <summary>A try of a resource was not good enough; it is tried again.</summary>
public sealed record ResourceRetrying : RunEvent
{
    /// <summary>The role it belongs to.</summary>
    public required string Role { get; init; }

    /// <summary>The resource.</summary>
    public required string Resource { get; init; }

    /// <summary>Which try it was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many tries there are in all.</summary>
    public required int Attempts { get; init; }

    /// <summary>What was wrong.</summary>
    public string Reason { get; init; } = "";
}
