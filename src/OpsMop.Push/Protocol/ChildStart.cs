namespace OpsMop.Push.Protocol;

/// <summary>What a relay needs to know to connect to a host. The passwords in it stay in memory.</summary>
internal sealed record ChildStart
{
    /// <summary>The host, and those between it and the relay, nearest to the relay last.</summary>
    public required IReadOnlyList<ChildHop> Hops { get; init; }

    /// <summary>The script to start.</summary>
    public required string Script { get; init; }
}
