namespace OpsMop.Engine.Events;

/// <summary>A notified handler begins.</summary>
public sealed record HandlerStarted : RunEvent
{
    /// <summary>The role that owns the handler.</summary>
    public required string Role { get; init; }

    /// <summary>The handler.</summary>
    public required string Handler { get; init; }

    /// <summary>Whether the notification was left by an earlier run that did not get to it.</summary>
    public bool Inherited { get; init; }
}
