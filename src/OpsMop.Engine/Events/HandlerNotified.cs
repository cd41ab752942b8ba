namespace OpsMop.Engine.Events;

/// <summary>A change has notified a handler; or, in a plan, would.</summary>
public sealed record HandlerNotified : RunEvent
{
    /// <summary>The role that owns the handler.</summary>
    public required string Role { get; init; }

    /// <summary>The handler.</summary>
    public required string Handler { get; init; }

    /// <summary>The resource that notified it.</summary>
    public required string By { get; init; }
}
