namespace OpsMop.Engine.Model;

/// <summary>Makes the graph that people see from the model of a host.</summary>
internal static class GraphBuilder
{
    public static PolicyGraph Build(HostModel model)
    {
        var roles = new List<GraphRole>();
        var resources = new List<GraphResource>();
        var ids = new Dictionary<ResourceNode, int>();
        var firstOf = new Dictionary<Handler, int>();
        foreach (var role in model.Roles)
        {
            Visit(role, "", null, []);
        }

        var edges = new List<GraphEdge>();
        foreach (var (from, to, kind) in model.Edges)
        {
            edges.Add(new GraphEdge(ids[from], ids[to], kind));
        }

        foreach (var handler in model.Handlers)
        {
            foreach (var source in handler.NotifiedBy)
            {
                if (source.Node is { } node && firstOf.TryGetValue(handler, out var first))
                {
                    edges.Add(new GraphEdge(ids[node], first, GraphEdgeKind.Notification));
                }
            }
        }

        return new PolicyGraph(model.PolicyName, model.HostName, roles, resources, edges);

        void Visit(Block block, string path, Handler? handler, IReadOnlyList<string> blocks)
        {
            if (block.Kind == BlockKind.Role)
            {
                path = path.Length == 0 ? block.Role!.RoleName : $"{path}/{block.Role!.RoleName}";
                roles.Add(new GraphRole(path, block.Role is Procedure, block.Location));
                blocks = [];
            }

            for (var i = 0; i < block.Children.Count; i++)
            {
                switch (block.Children[i])
                {
                    case ResourceNode node:
                        var resource = node.Resource;
                        ids[node] = resources.Count;
                        resources.Add(new GraphResource(resources.Count, resource.Name, resource.Descriptor.Name, path, handler?.Name, blocks, resource.Location));
                        break;
                    case Block nested:
                        Visit(nested, path, handler, LabelOf(block, nested, i) is { } label ? [.. blocks, label] : blocks);
                        break;
                }
            }

            foreach (var own in block.Handlers)
            {
                firstOf[own] = resources.Count;
                Visit(own.Body, path, own, []);
                if (firstOf[own] == resources.Count)
                {
                    firstOf.Remove(own);
                }
            }
        }
    }

    private static string? LabelOf(Block parent, Block block, int index) => (parent.Kind, block.Kind) switch
    {
        (BlockKind.Try, _) => index switch { 0 => "try", 1 => "rescue", _ => "always" },
        (_, BlockKind.Parallel) => "parallel",
        (_, BlockKind.Together) => "together",
        (_, BlockKind.Sequence) when block.Condition is not null => "when",
        _ => null,
    };
}
