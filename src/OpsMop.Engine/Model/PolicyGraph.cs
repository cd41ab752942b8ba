namespace OpsMop.Engine.Model;

/// <summary>The graph of a host, to be drawn or searched.</summary>
/// <param name="Policy">The class of the policy.</param>
/// <param name="Host">The host.</param>
/// <param name="Roles">The roles in the order in which they run, included ones behind their includers.</param>
/// <param name="Resources">The resources in the order in which they run.</param>
/// <param name="Edges">Which resource waits for which, as the policy says it; the order of writing is not among them.</param>
public sealed record PolicyGraph(string Policy, string Host, IReadOnlyList<GraphRole> Roles, IReadOnlyList<GraphResource> Resources, IReadOnlyList<GraphEdge> Edges);
