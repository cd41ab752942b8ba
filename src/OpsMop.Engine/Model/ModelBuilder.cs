using OpsMop.Engine.Checking;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;
using OpsMop.Parsing;

namespace OpsMop.Engine.Model;

/// <summary>Turns a policy into the model of a host, and finds what is wrong with it on the way. It touches nothing.</summary>
internal sealed class ModelBuilder(Policy policy, EngineOptions options, IPolicyFiles sources)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _paths = [];
    private readonly Dictionary<Block, List<string>> _doubtfulRoles = [];
    private readonly HashSet<ResourceNode> _doubtful = [];
    private bool _isPolicyOpen;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether something found keeps the policy from running.</summary>
    public bool HasErrors => _findings.Exists(finding => finding.IsError);

    /// <summary>Whether it was looked for names in data that the policy does not have.</summary>
    public bool HasCheckedNames { get; private set; }

    /// <summary>The roles that others include, with the names that they have there.</summary>
    public IReadOnlyList<RoleBase> Included { get; private set; } = [];

    /// <summary>Whether all roles could be defined, so that all that are included are known.</summary>
    public bool IsWholeTree => !_findings.Exists(finding => finding.Id is "OPM2018" or "OPM2007" or "OPM2020");

    /// <summary>The host that a model check made up; <see langword="null"/> in a run, where the host is there and has the last word.</summary>
    public SampleHost? Sample { get; init; }

    /// <summary>Builds the model.</summary>
    /// <param name="hostName">The host's name.</param>
    /// <param name="facts">Answers for the host while roles are defined.</param>
    /// <param name="cancel">Cancels the gathering of facts.</param>
    /// <returns>The model; it may run only if nothing wrong was found.</returns>
    public async Task<HostModel> BuildAsync(string hostName, IFacts facts, CancellationToken cancel)
    {
        var binder = new VariableBinder(options.Layers, options.Settings, _findings) { MayMiss = Sample is { KnowsVariables: false } };
        var host = new HostInfo(hostName, Sample?.Groups ?? options.Groups, facts, binder);
        if (await SourcesAsync(binder, cancel).ConfigureAwait(false) is not { } roles)
        {
            return Complete(host, []);
        }

        var blocks = new List<Block>();
        foreach (var role in roles)
        {
            if (await DefineAsync(role, host, facts, cancel).ConfigureAwait(false) is { } block)
            {
                blocks.Add(block);
            }
        }

        // Where roles come bound, the controller has looked for names: a group's data may be for a role that runs on other hosts. A role that could not be defined
        // may include others, whose names are then not known.
        if (options.Roles is null && (Sample is null ? !HasErrors : IsWholeTree))
        {
            HasCheckedNames = true;
            binder.CheckNames(Sample is { IsCertain: false } sample ? sample.MayKnow : null);
        }

        Included = binder.Included;
        return Complete(host, blocks);
    }

    /// <summary>The roles that the model is made of; <see langword="null"/> where the policy could not be composed.</summary>
    private async Task<IReadOnlyList<RoleSource>?> SourcesAsync(VariableBinder binder, CancellationToken cancel)
    {
        if (options.Roles is { } bound)
        {
            return [.. bound.Select(role => RoleSource.Of(role, policy.Registry, _findings))];
        }

        var composer = new PolicyComposer(policy, _findings) { Loads = Sample is null, LoadsSample = Sample is { LoadsSample: true } };
        var entries = await composer.ComposeAsync(binder, cancel).ConfigureAwait(false);
        if (entries is null && Sample is not null && binder.Missing.Count > 0)
        {
            Sample.Unchecked[""] = new CheckNote(default, $"policy {policy.GetType().Name} is not checked: {Nothing(binder.Missing)}");
        }

        _isPolicyOpen = binder.HasOpen;
        return entries is null ? null : [.. entries.Select(RoleSource.Of)];
    }

    private async Task<Block?> DefineAsync(RoleSource entry, HostInfo host, IFacts facts, CancellationToken cancel)
    {
        var found = _findings.Count;
        var binder = (VariableBinder)host.Binder;
        var bound = binder.RoleNames.Count;
        Block? Evaluate()
        {
            // A definition that had to wait for a fact is made anew, and so is what was found in it.
            _findings.RemoveRange(found, _findings.Count - found);
            binder.Forget(bound);
            Block? block = null;
            return PolicyCode.Run(() => block = Define(entry, host, binder), $"role '{entry.Name}'", entry.Location, _findings) ? block : null;
        }

        if (facts is HostFacts gathered)
        {
            return await gathered.EvaluateAsync(Evaluate, cancel).ConfigureAwait(false);
        }

        Sample?.Facts.Forget();
        var defined = Evaluate();
        return Sample is null ? defined : Judge(Sample, entry, defined, binder, found);
    }

    /// <summary>
    /// What was found in a role of a host that was made up. A value that only <c>--set</c>, an environment or a host can give makes others invalid, and that is
    /// no fault of the policy.
    /// </summary>
    private Block? Judge(SampleHost sample, RoleSource entry, Block? block, VariableBinder binder, int found)
    {
        sample.FactsRead.AddRange(sample.Facts.Reads.Select(read => (entry.Name, read.Fact, read.At)));
        if (!sample.KnowsVariables && binder.Missing.Count > 0)
        {
            Remove(found, finding => !binder.IsData(finding.Location));
            sample.Unchecked[entry.Name] = new CheckNote(entry.Location, $"role '{entry.Name}' is not checked: {Nothing(binder.Missing)}");
            return null;
        }

        // File tests and groups say yes and no; the other facts are values, and one that was made up may spoil what is made of it.
        List<string> faults = [];
        if (_isPolicyOpen || binder.HasOpen)
        {
            faults.AddRange(["OPM2002", "OPM2004", "OPM2018"]);
        }

        if (sample.Facts.Reads.Exists(read => read.Fact is "host.UserFacts" or "host.Network" or "host.Chaos" or "host.Platform"))
        {
            faults.AddRange(["OPM2002", "OPM2004", "OPM2009"]);
        }

        if (sample.Facts.Reads.Count > 0)
        {
            faults.Add("OPM2018");
        }

        if (faults.Count > 0)
        {
            if (block is not null)
            {
                _doubtfulRoles[block] = faults;
            }

            Doubt(entry.Name, entry.Location, found, binder, faults);
        }

        return block;
    }

    /// <summary>Takes away the faults of values since a time, and notes that they were there.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Doubt(string role, SourceLocation at, int found, VariableBinder binder, List<string> faults)
    {
        if (Remove(found, finding => faults.Contains(finding.Id) && !binder.IsData(finding.Location)) is not { } first)
        {
            return false;
        }

        Sample!.Unchecked.TryAdd(role, new CheckNote(
            first.Location.IsKnown ? first.Location : at,
            $"role '{role}' is not checked here, as it depends on a value that nothing gives before there is a host: {first.Message}"));
        return true;
    }

    /// <summary>Removes findings since a time.</summary>
    /// <returns>The first that was removed.</returns>
    private Finding? Remove(int found, Predicate<Finding> match)
    {
        var since = _findings[found..];
        _findings.RemoveRange(found, since.Count);
        _findings.AddRange(since.Where(finding => !match(finding)));
        return since.Find(match);
    }

    private static string Nothing(List<(object Owner, Variable Variable)> missing) =>
        $"nothing gives {string.Join(", ", missing.Select(one => $"{one.Variable.Name} ({one.Variable.TypeName})"))}. A file in environments or hosts can.";

    private Block? Define(RoleSource entry, HostInfo host, VariableBinder binder)
    {
        if (entry.Create() is not { } role)
        {
            return null;
        }

        if (Sample?.Has(role) == false)
        {
            Sample.Elsewhere[entry.Name] = new CheckNote(entry.Location, $"role '{entry.Name}' is not checked: its [Targets] are none of the policy's.");
            return null;
        }

        var block = new Block(BlockKind.Role, entry.Location) { Role = role, Tags = entry.Tags };
        entry.Bind(role, binder);
        if (options.Roles is null)
        {
            // What roles share is decided where they are bound; an agent is told.
            var shared = new SharedFiles();
            role.ShareFiles(shared);
            _findings.AddRange(shared.Faults);
            sources.Share(shared);
        }

        if (role is Role declarative && (binder.Missing.Count == 0 || Sample is null or { KnowsVariables: true }))
        {
            var context = new Host(host, block);
            using (entry.Tags.Count > 0 ? context.With(tags: entry.Tags) : null)
            {
                declarative.Define(context);
            }
        }

        return block;
    }

    private HostModel Complete(HostInfo host, List<Block> roles)
    {
        var resources = new List<ResourceNode>();
        var handlers = new List<Handler>();
        foreach (var role in roles)
        {
            var first = resources.Count;
            Collect(role, resources, handlers);
            Validate(role, resources, first, (VariableBinder)host.Binder);
        }

        CheckHandlers(handlers);
        var edges = CollectEdges(resources);
        ResourceOrder.CheckRoles(roles, edges, _findings);
        foreach (var role in roles)
        {
            ResourceOrder.Sort(role, edges, _findings);
        }

        var claims = CheckClaims(resources);
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
            _findings.Add(new Finding("OPM2005", block.Location, ModelFaults.RoleIncludedTwice(path)));
        }

        foreach (var handler in block.Handlers)
        {
            handler.Id = $"{policy.GetType().Name}:{path}:{handler.Name}";
            handlers.Add(handler);
            Collect(handler.Body, resources, handlers);
        }
    }

    private void Validate(Block role, List<ResourceNode> resources, int first, VariableBinder binder)
    {
        var validation = new Validation(_findings) { MissingSource = sources.WhyMissing };
        _doubtfulRoles.TryGetValue(role, out var doubts);
        for (var i = first; i < resources.Count; i++)
        {
            var found = _findings.Count;
            validation.Check(resources[i].Builder, resources[i].Resource);
            if (doubts is not null && _findings.Count > found && Doubt(role.Role!.RoleName, role.Location, found, binder, doubts))
            {
                _doubtful.Add(resources[i]);
            }
        }
    }

    private void CheckHandlers(List<Handler> handlers)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handler in handlers)
        {
            if (!ids.Add(handler.Id))
            {
                _findings.Add(new Finding("OPM2005", handler.Location, ModelFaults.HandlerDeclaredTwice(handler.Name)));
            }

            if (handler.NotifiedBy.Count == 0)
            {
                _findings.Add(new Finding("OPM2008", handler.Location, ModelFaults.NeverNotified(handler.Name), IsError: false));
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

    /// <summary>
    /// The same identity twice is a fault, and so are two resources that manage one thing in different ways; except in handlers, under conditions, and in the
    /// parts of a <c>Try</c>: those are alternatives. Two that are both to be gone do not contradict each other.
    /// </summary>
    private ClaimSet CheckClaims(List<ResourceNode> resources)
    {
        var all = new ClaimSet();
        var claims = new ClaimSet();
        var seen = new Dictionary<(Type Type, string Identity), Resource>();
        var claimed = new Dictionary<(Claim Claim, string Name), Resource>();
        foreach (var node in resources)
        {
            var resource = node.Resource;
            claims.Clear();
            resource.AddClaims(claims);
            all.Add(claims);
            if (_doubtful.Contains(node) || IsAlternative(node))
            {
                continue;
            }

            Resource? first = null;
            if (!resource.Descriptor.IsAction && !seen.TryAdd((resource.Descriptor.ClrType, resource.Identity), resource))
            {
                first = seen[(resource.Descriptor.ClrType, resource.Identity)];
                _findings.Add(resource.IsToBeGone == first.IsToBeGone
                    ? new Finding("OPM2005", resource.Location, ModelFaults.DeclaredTwice(resource.Name, first.Location.ToString()))
                    : new Finding("OPM2006", resource.Location, ModelFaults.GoneAndThere(resource.Name, resource.IsToBeGone, first.Location.ToString())));
            }

            foreach (var (claim, name) in claims.All)
            {
                if (claim != Claim.Part && !claimed.TryAdd((claim, Plain(claim, name)), resource)
                    && claimed[(claim, Plain(claim, name))] is var other && other != first && !(resource.IsToBeGone && other.IsToBeGone))
                {
                    _findings.Add(new Finding(
                        "OPM2006",
                        resource.Location,
                        ModelFaults.Contradicts(resource.Name, other.Name, other.Location.ToString(), claim.ToString(), name)));
                    break;
                }
            }
        }

        return all;
    }

    /// <summary>A unit without an ending is a service.</summary>
    private static string Plain(Claim claim, string name) =>
        claim == Claim.Unit && name.EndsWith(".service", StringComparison.Ordinal) ? name[..^".service".Length] : name;

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
                    _findings.Add(new Finding(
                        "OPM2019",
                        block.Location,
                        "Together(…) has no Validate(…), so nothing checks the files. Add one, or declare the files without Together."));
                }

                foreach (var child in block.Children)
                {
                    if (child is not ResourceNode { Resource.Descriptor.Name: "file" or "link" })
                    {
                        _findings.Add(new Finding(
                            "OPM2019",
                            child is ResourceNode node ? node.Resource.Location : block.Location,
                            "only files and links may stand in Together(…): they are put in place when the check has accepted them all."));
                    }
                }
            }

            CheckTogether(block.Children);
        }
    }
}
