namespace OpsMop.Engine.Events;

/// <summary>A connection to a host is being made.</summary>
public sealed record HostContacting : RunEvent
{
    /// <summary>Which try it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Why the last try was not good enough; <see langword="null"/> at the first.</summary>
    public string? Reason { get; init; }
}
