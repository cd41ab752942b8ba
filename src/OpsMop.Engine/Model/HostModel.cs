namespace OpsMop.Engine.Model;

/// <summary>What a policy declares for one host, checked and in order.</summary>
internal sealed class HostModel
{
    public required string PolicyName { get; init; }

    public required string HostName { get; init; }

    /// <summary>The roles and procedures in the order in which they run, as blocks of kind <see cref="BlockKind.Role"/>.</summary>
    public required IReadOnlyList<Block> Roles { get; init; }

    /// <summary>The resources of the graph, those of handlers included, in the order of writing.</summary>
    public required IReadOnlyList<ResourceNode> Resources { get; init; }

    /// <summary>The explicit edges: what comes first, what comes after it.</summary>
    public required IReadOnlyList<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)> Edges { get; init; }

    public required IReadOnlyList<Handler> Handlers { get; init; }

    public required ClaimSet Claims { get; init; }

    public required HostInfo Host { get; init; }
}
