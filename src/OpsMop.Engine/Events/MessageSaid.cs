namespace OpsMop.Engine.Events;

/// <summary>A resource has something to say to people.</summary>
public sealed record MessageSaid : RunEvent
{
    /// <summary>The role it belongs to.</summary>
    public required string Role { get; init; }

    /// <summary>The resource.</summary>
    public required string Resource { get; init; }

    /// <summary>What it says.</summary>
    public required string Message { get; init; }
}
