using OpsMop.Parsing;

namespace OpsMop.Engine.Model;

/// <summary>
/// Puts the children of each block in order: that of writing, unless an edge says otherwise. An edge between resources of different
/// blocks holds between the blocks, so that a block stays together.
/// </summary>
internal static class ResourceOrder
{
    public static void Sort(Block root, IReadOnlyList<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)> edges, List<Finding> findings)
    {
        var local = new Dictionary<Block, List<(Node From, Node To, ResourceNode By)>>();
        foreach (var (from, to, _) in edges)
        {
            if (Lift(from, to) is not { } lifted)
            {
                continue;
            }

            var (block, first, second) = lifted;
            if (first == second)
            {
                findings.Add(new Finding("OPM2007", to.Resource.Location, ModelFaults.AfterItself(to.Resource.Name)));
                continue;
            }

            if (!local.TryGetValue(block, out var list))
            {
                local[block] = list = [];
            }

            list.Add((first, second, to));
        }

        foreach (var (block, list) in local)
        {
            if (Contains(root, block))
            {
                SortChildren(block, list, findings);
            }
        }
    }

    /// <summary>Roles run in the order in which the policy adds them, so an edge to a role from a later one closes a cycle.</summary>
    public static void CheckRoles(IReadOnlyList<Block> roles, IReadOnlyList<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)> edges, List<Finding> findings)
    {
        Dictionary<Block, int>? places = null;
        foreach (var (from, to, _) in edges)
        {
            var (first, second) = (RootOf(from), RootOf(to));
            if (first == second)
            {
                continue;
            }

            places ??= roles.Select((role, i) => (role, i)).ToDictionary(pair => pair.role, pair => pair.i);
            if (places.TryGetValue(first, out var before) && places.TryGetValue(second, out var after) && before > after)
            {
                findings.Add(new Finding(
                    "OPM2007",
                    to.Resource.Location,
                    ModelFaults.RolesOutOfOrder(to.Resource.Name, second.Role!.RoleName, from.Resource.Name, from.Resource.Location.ToString(), first.Role!.RoleName)));
            }
        }
    }

    private static Block RootOf(Node node)
    {
        while (node.Parent is { } parent)
        {
            node = parent;
        }

        return (Block)node;
    }

    private static bool Contains(Block root, Block block)
    {
        for (Block? above = block; above is not null; above = above.Parent)
        {
            if (above == root)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost block that holds both, and the children of it that do.</summary>
    private static (Block Block, Node First, Node Second)? Lift(Node from, Node to)
    {
        var above = new Dictionary<Block, Node>();
        for (var node = from; node.Parent is { } parent; node = parent)
        {
            above[parent] = node;
        }

        for (var node = to; node.Parent is { } parent; node = parent)
        {
            if (above.TryGetValue(parent, out var first))
            {
                // A handler's body hangs below its role without being one of its children: it has no place in the order.
                return IsChild(parent, first) && IsChild(parent, node) && parent.Kind != BlockKind.Try ? (parent, first, node) : null;
            }
        }

        return null;
    }

    private static bool IsChild(Block parent, Node node) => node is not Block || !parent.Handlers.Exists(handler => handler.Body == node);

    /// <summary>Kahn's algorithm; of the children that may come next, the one written first comes.</summary>
    private static void SortChildren(Block block, List<(Node From, Node To, ResourceNode By)> edges, List<Finding> findings)
    {
        var index = new Dictionary<Node, int>(block.Children.Count);
        for (var i = 0; i < block.Children.Count; i++)
        {
            index[block.Children[i]] = i;
        }

        var waiting = new int[block.Children.Count];
        var next = new List<int>?[block.Children.Count];
        foreach (var (from, to, _) in edges)
        {
            waiting[index[to]]++;
            (next[index[from]] ??= []).Add(index[to]);
        }

        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
            {
                ready.Enqueue(i, i);
            }
        }

        var sorted = new List<Node>(block.Children.Count);
        while (ready.TryDequeue(out var i, out _))
        {
            sorted.Add(block.Children[i]);
            foreach (var after in next[i] ?? [])
            {
                if (--waiting[after] == 0)
                {
                    ready.Enqueue(after, after);
                }
            }
        }

        if (sorted.Count == block.Children.Count)
        {
            block.Children = sorted;
            return;
        }

        // Of the edges among those left over, the last one written closes the cycle.
        var closing = edges.Where(edge => waiting[index[edge.From]] > 0 && waiting[index[edge.To]] > 0).MaxBy(edge => edge.By.Resource.Location.Line);
        var members = string.Join(", ", block.Children.Where((_, i) => waiting[i] > 0).Select(NameOf));
        findings.Add(new Finding("OPM2007", closing.By.Resource.Location, ModelFaults.OrderCycle(members)));
    }

    private static string NameOf(Node node) => node switch
    {
        ResourceNode { Resource.Name: var name } => name,
        Block { Role: { } role } => $"role '{role.RoleName}'",
        Block block => $"the block at {block.Location}",
        _ => "FlushHandlers",
    };
}
