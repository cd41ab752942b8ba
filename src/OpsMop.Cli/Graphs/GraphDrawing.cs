using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Graphs;

/// <summary>A graph, arranged for drawing.</summary>
internal sealed class GraphDrawing
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<int, GraphResource> _resources = [];
    private readonly ILookup<string, GraphResource> _byRole;
    private readonly ILookup<int, GraphEdge> _into;
    private readonly ILookup<int, GraphEdge> _outOf;

    /// <summary>Arranges a graph.</summary>
    /// <param name="graph">The graph.</param>
    public GraphDrawing(PolicyGraph graph)
    {
        foreach (var resource in graph.Resources)
        {
            _resources[resource.Id] = resource;
            _numbers[resource.Id] = _numbers.Count + 1;
        }

        _byRole = graph.Resources.ToLookup(resource => resource.Role, StringComparer.Ordinal);
        _into = graph.Edges.ToLookup(edge => edge.To);
        _outOf = graph.Edges.ToLookup(edge => edge.From);
    }

    /// <summary>The number of a resource's turn, from 1.</summary>
    /// <param name="id">The resource.</param>
    public int NumberOf(int id) => _numbers.GetValueOrDefault(id);

    /// <summary>A resource.</summary>
    /// <param name="id">Its id.</param>
    public GraphResource? Find(int id) => _resources.GetValueOrDefault(id);

    /// <summary>The resources of a role in the order of their turns, those of its handlers too.</summary>
    /// <param name="role">The path of the role.</param>
    public IEnumerable<GraphResource> ResourcesOf(string role) => _byRole[role];

    /// <summary>The edges that lead to a resource.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="kind">Which edges.</param>
    public IEnumerable<GraphEdge> Into(int id, GraphEdgeKind kind) => _into[id].Where(edge => edge.Kind == kind);

    /// <summary>The edges that leave a resource.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="kind">Which edges.</param>
    public IEnumerable<GraphEdge> OutOf(int id, GraphEdgeKind kind) => _outOf[id].Where(edge => edge.Kind == kind);

    /// <summary>The resources of a role that follow one another by nothing but the order of writing, in pairs: what keeps a picture in that order.</summary>
    /// <param name="role">The path of the role.</param>
    public IEnumerable<(GraphResource First, GraphResource Second)> Sequence(string role)
    {
        GraphResource? before = null;
        foreach (var resource in ResourcesOf(role))
        {
            if (before is not null && before.Handler == resource.Handler && !resource.Blocks.Contains("parallel")
                && !_outOf[before.Id].Any(edge => edge.To == resource.Id))
            {
                yield return (before, resource);
            }

            before = resource;
        }
    }
}
