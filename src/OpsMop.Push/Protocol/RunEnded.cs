namespace OpsMop.Push.Protocol;

/// <summary>How a run ended, besides what its events tell.</summary>
internal sealed record RunEnded
{
    /// <summary>Which run of the push it is.</summary>
    public required int Run { get; init; }

    /// <summary>Why it could not begin, or was not ended; <see langword="null"/> where its last event tells how it ended.</summary>
    public string? Error { get; init; }

    /// <summary>What is wrong with the policy for this host; nothing was touched.</summary>
    public IReadOnlyList<AgentFinding> Findings { get; init; } = [];

    /// <summary>The plan, where it was to be saved.</summary>
    public byte[]? Plan { get; init; }

    /// <summary>Whether nothing is known of it: of a run that was to be resumed and has never begun.</summary>
    public bool IsUnknown { get; init; }
}
