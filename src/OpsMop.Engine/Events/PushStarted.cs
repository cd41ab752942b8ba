namespace OpsMop.Engine.Events;

/// <summary>A push begins. What follows concerns many hosts; each event names its own.</summary>
public sealed record PushStarted : RunEvent
{
    /// <summary>The class of the policy; empty for a command that is run on hosts.</summary>
    public string Policy { get; init; } = "";

    /// <summary>What is done: <c>plan</c>, <c>apply</c> or <c>exec</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The names of the hosts.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The names of the roles, in order.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How many hosts are worked on at the same time.</summary>
    public required int Forks { get; init; }
}
