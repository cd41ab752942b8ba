using System.Diagnostics;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;
using OpsMop.Parsing;

namespace OpsMop.Engine.Model;

/// <summary>Turns a policy into the model of a host, and finds what is wrong with it on the way. It touches nothing.</summary>
internal sealed class ModelBuilder(Policy policy, EngineOptions options, SourceFiles sources)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _paths = [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether something found keeps the policy from running.</summary>
    public bool HasErrors => _findings.Exists(finding => finding.IsError);

    /// <summary>Builds the model.</summary>
    /// <param name="hostName">The host's name.</param>
    /// <param name="facts">Answers for the host while roles are defined.</param>
    /// <param name="cancel">Cancels the gathering of facts.</param>
    /// <returns>The model; it may run only if nothing wrong was found.</returns>
    public async Task<HostModel> BuildAsync(string hostName, HostFacts facts, CancellationToken cancel)
    {
        var binder = new VariableBinder(options.Layers, options.Settings, _findings);
        var host = new HostInfo(hostName, options.Groups, facts, binder);
        binder.BindPolicy(policy);
        if (HasErrors)
        {
            return Empty(host);
        }

        await LoadAsync(cancel).ConfigureAwait(false);
        var roles = new Roles();
        if (!Guard(() => policy.Compose(roles), $"{policy.GetType().Name}.Compose", default))
        {
            return Empty(host);
        }

        var blocks = new List<Block>();
        var names = new Dictionary<string, RoleEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in roles.Entries)
        {
            if (!names.TryAdd(entry.Name, entry))
            {
                _findings.Add(new Finding("OPM2005", entry.Location, $"the role '{entry.Name}' is added twice. Give each a name: roles.Add<…>(\"name\", …)."));
                continue;
            }

            if (await DefineAsync(entry, host, facts, cancel).ConfigureAwait(false) is { } block)
            {
                blocks.Add(block);
            }
        }

        if (!HasErrors)
        {
            binder.CheckNames();
        }

        return Complete(host, blocks);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        try
        {
            await policy.LoadAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ProviderException($"{policy.GetType().Name}.LoadAsync failed: {exception.Message} ({exception.GetType().Name})", exception);
        }
    }

    private HostModel Empty(HostInfo host) => Complete(host, []);

    private async Task<Block?> DefineAsync(RoleEntry entry, HostInfo host, HostFacts facts, CancellationToken cancel)
    {
        var found = _findings.Count;
        var binder = (VariableBinder)host.Binder;
        var bound = binder.RoleNames.Count;
        return await facts.EvaluateAsync(
            () =>
            {
                // A definition that had to wait for a fact is made anew, and so is what was found in it.
                _findings.RemoveRange(found, _findings.Count - found);
                binder.Forget(bound);
                Block? block = null;
                return Guard(() => block = Define(entry, host, binder), $"role '{entry.Name}'", entry.Location) ? block : null;
            },
            cancel).ConfigureAwait(false);
    }

    private static Block Define(RoleEntry entry, HostInfo host, VariableBinder binder)
    {
        var role = entry.Create();
        var block = new Block(BlockKind.Role, entry.Location) { Role = role, Tags = entry.TagList };
        binder.Bind(role, entry.Configure is { } configure ? () => configure(role) : null, entry.Location, entry.IsWhole);
        if (role is Role declarative)
        {
            var context = new Host(host, block);
            using (entry.TagList.Count > 0 ? context.With(tags: entry.TagList) : null)
            {
                declarative.Define(context);
            }
        }

        return block;
    }

    /// <summary>Runs code of the policy's author: what it throws is a fault of the policy, told without a stack trace.</summary>
    private bool Guard(Action action, string who, SourceLocation location)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _findings.Add(new Finding("OPM2018", LocationOf(exception) ?? location, $"{who} failed: {exception.Message}{(exception is SystemFaultException or ProviderException ? "" : $" ({exception.GetType().Name})")}"));
            return false;
        }
    }

    /// <summary>The innermost line of the policy's own code on the stack, where symbols tell it.</summary>
    private static SourceLocation? LocationOf(Exception exception)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is { Length: > 0 } file && frame.GetFileLineNumber() > 0 && !file.Contains("OpsMop.Abstractions", StringComparison.Ordinal))
            {
                return new SourceLocation(file, frame.GetFileLineNumber());
            }
        }

        return null;
    }

    private HostModel Complete(HostInfo host, List<Block> roles)
    {
        var resources = new List<ResourceNode>();
        var handlers = new List<Handler>();
        foreach (var role in roles)
        {
            Collect(role, resources, handlers);
        }

        Validate(resources);
        var claims = new ClaimSet();
        foreach (var node in resources)
        {
            node.Resource.AddClaims(claims);
        }

        CheckHandlers(handlers);
        var edges = CollectEdges(resources);
        foreach (var role in roles)
        {
            ResourceOrder.Sort(role, edges, _findings);
        }

        CheckDuplicates(resources);
        CheckTogether(roles);
        return new HostModel
        {
            PolicyName = policy.GetType().Name,
            HostName = host.Name,
            Roles = roles,
            Resources = resources,
            Edges = edges,
            Handlers = handlers,
            Claims = claims,
            Host = host,
        };
    }

    private void Collect(Block block, List<ResourceNode> resources, List<Handler> handlers)
    {
        foreach (var child in block.Children)
        {
            switch (child)
            {
                case ResourceNode node:
                    resources.Add(node);
                    break;
                case Block nested:
                    Collect(nested, resources, handlers);
                    break;
            }
        }

        if (block.Kind != BlockKind.Role)
        {
            return;
        }

        var path = block.RolePath;
        if (!_paths.Add(path))
        {
            _findings.Add(new Finding("OPM2005", block.Location, $"the role '{path}' is included twice. Give each a name: host.Include<…>(name: \"…\")."));
        }

        foreach (var handler in block.Handlers)
        {
            handler.Id = $"{policy.GetType().Name}:{path}:{handler.Name}";
            handlers.Add(handler);
            Collect(handler.Body, resources, handlers);
        }
    }

    private void Validate(List<ResourceNode> resources)
    {
        var validation = new Validation(_findings) { Exists = (source, at) => sources.Find(source, at) is not null, Known = sources.Known };
        foreach (var node in resources)
        {
            validation.Check(node.Builder, node.Resource);
        }
    }

    private void CheckHandlers(List<Handler> handlers)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handler in handlers)
        {
            if (!ids.Add(handler.Id))
            {
                _findings.Add(new Finding("OPM2005", handler.Location, $"the handler '{handler.Name}' is declared twice in one role. Give it another name."));
            }

            if (handler.NotifiedBy.Count == 0)
            {
                _findings.Add(new Finding("OPM2008", handler.Location, $"the handler '{handler.Name}' is never notified. Add .Notifies(…) to what should raise it, or remove it.", IsError: false));
            }
        }
    }

    private List<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)> CollectEdges(List<ResourceNode> resources)
    {
        var edges = new List<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)>();
        var held = new List<Resource>();
        Dictionary<Resource, ResourceNode>? nodes = null;
        foreach (var node in resources)
        {
            var builder = node.Builder;
            Add(edges, builder.AfterList, node, GraphEdgeKind.Order);
            Add(edges, builder.WhenChangedList, node, GraphEdgeKind.WhenChanged);
            foreach (var other in builder.BeforeList ?? [])
            {
                edges.Add((node, other.Node!, GraphEdgeKind.Order));
            }

            held.Clear();
            node.Resource.AddEdges(held);
            foreach (var other in held)
            {
                nodes ??= resources.ToDictionary(one => one.Resource);
                if (nodes.TryGetValue(other, out var from))
                {
                    edges.Add((from, node, GraphEdgeKind.Order));
                }
            }
        }

        return edges;
    }

    private static void Add(List<(ResourceNode From, ResourceNode To, GraphEdgeKind Kind)> edges, List<ResourceBuilder>? others, ResourceNode node, GraphEdgeKind kind)
    {
        foreach (var other in others ?? [])
        {
            edges.Add((other.Node!, node, kind));
        }
    }

    /// <summary>The same identity twice is a fault, except in handlers, under conditions, and in the parts of a <c>Try</c>: those are alternatives.</summary>
    private void CheckDuplicates(List<ResourceNode> resources)
    {
        var seen = new Dictionary<(Type Type, string Identity), ResourceNode>();
        foreach (var node in resources)
        {
            var resource = node.Resource;
            if (resource.Descriptor.IsAction || IsAlternative(node))
            {
                continue;
            }

            if (!seen.TryAdd((resource.Descriptor.ClrType, resource.Identity), node))
            {
                var first = seen[(resource.Descriptor.ClrType, resource.Identity)].Resource;
                _findings.Add(new Finding("OPM2005", resource.Location, $"{resource.Name} is declared twice; the first is at {first.Location}. Join them, or put each under a condition."));
            }
        }
    }

    private static bool IsAlternative(ResourceNode node)
    {
        if (node.Resource.Common.Conditions.Count > 0)
        {
            return true;
        }

        Node child = node;
        for (var above = node.Parent; above is not null; child = above, above = above.Parent)
        {
            if (above.Condition is not null || above.Kind == BlockKind.Try || above.Handlers.Exists(handler => handler.Body == child))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckTogether(IEnumerable<Node> nodes)
    {
        foreach (var block in nodes.OfType<Block>())
        {
            if (block.Kind == BlockKind.Together)
            {
                if (block.Check is null)
                {
                    _findings.Add(new Finding("OPM2019", block.Location, "Together(…) has no Validate(…), so nothing checks the files. Add one, or declare the files without Together."));
                }

                foreach (var child in block.Children)
                {
                    if (child is not ResourceNode { Resource.Descriptor.Name: "file" or "link" })
                    {
                        _findings.Add(new Finding("OPM2019", child is ResourceNode node ? node.Resource.Location : block.Location, "only files and links may stand in Together(…): they are put in place when the check has accepted them all."));
                    }
                }
            }

            CheckTogether(block.Children);
        }
    }
}
