namespace OpsMop.Engine.Model;

/// <summary>An edge of a graph.</summary>
/// <param name="From">The resource that comes first.</param>
/// <param name="To">The resource that comes after it, or the first of the handler that it notifies.</param>
/// <param name="Kind">Why.</param>
public sealed record GraphEdge(int From, int To, GraphEdgeKind Kind);
