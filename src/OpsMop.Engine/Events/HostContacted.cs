namespace OpsMop.Engine.Events;

/// <summary>A host has answered, and its agent runs.</summary>
public sealed record HostContacted : RunEvent
{
    /// <summary>The platform of its agent, such as <c>linux-x64</c>; where none is for it, its kernel and processor; <c>agentless</c> where none is wanted.</summary>
    public required string Platform { get; init; }

    /// <summary>How many bytes of agent were sent to it; 0 where it was there, or where there is none.</summary>
    public long AgentBytes { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }
}
