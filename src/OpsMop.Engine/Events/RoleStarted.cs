namespace OpsMop.Engine.Events;

/// <summary>A role begins on a host.</summary>
public sealed record RoleStarted : RunEvent
{
    /// <summary>The role's name; an included one stands behind its includer: <c>web/nginx</c>.</summary>
    public required string Role { get; init; }
}
