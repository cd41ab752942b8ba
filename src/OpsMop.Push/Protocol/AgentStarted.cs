namespace OpsMop.Push.Protocol;

/// <summary>The first words of the agent, after what it has to tell of earlier runs.</summary>
internal sealed record AgentStarted
{
    /// <summary>The version of the protocol that the agent speaks.</summary>
    public required int Protocol { get; init; }

    /// <summary>The class of its policy: a given agent could be that of another.</summary>
    public required string Policy { get; init; }
}
