using OpsMop.Engine.Checking;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Model;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// Checks a composed policy for all hosts of a push before any of them is contacted: the roles are bound as they will travel, made again from that as agents do, and the
/// model of it is checked. Hosts that get the same are checked once. What only a host can tell is not known here: the agents check again.
/// </summary>
/// <param name="composition">The policy.</param>
public sealed class FleetCheck(FleetComposition composition)
{
    private readonly SourceFiles _sources = new(AppContext.BaseDirectory);
    private readonly PlatformFacts _platform = KnownPlatforms.Find(KnownPlatforms.Typical)!;
    private readonly Dictionary<Finding, HashSet<string>> _found = [];
    private readonly List<Finding> _order = [];
    private readonly Dictionary<ObjectsKey<BoundRole>, List<FleetModel>> _models = [];
    private readonly HashSet<SourceLocation> _notified = [];
    private readonly Dictionary<string, RoleBase> _included = new(StringComparer.Ordinal);
    private bool _isWhole = true;
    private bool _isCertain = true;

    /// <summary>How many models were made: no more than there are hosts that get different things.</summary>
    internal int ModelCount { get; private set; }

    /// <summary>Runs the check.</summary>
    /// <param name="hosts">The hosts, with the roles that the policy has for each.</param>
    /// <param name="cancel">Stops it between two hosts.</param>
    /// <returns>What was found, each once; with an error among it no host may be contacted.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<FleetHost> hosts, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (composition.Findings.Any(finding => finding.IsError))
        {
            return composition.Findings;
        }

        Secret.GivesSamples = true;
        try
        {
            foreach (var host in hosts)
            {
                cancel.ThrowIfCancellationRequested();
                await CheckAsync(host, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            Secret.GivesSamples = false;
        }

        var layers = Layers(hosts);
        var files = layers.Select(layer => layer.Source).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. composition.Findings
                .Concat(_order.Where(finding => finding.Id != "OPM2008" || !_notified.Contains(finding.Location)).Select(finding => Tell(finding, hosts.Count, files)))
                .Concat(CheckNames(layers))
                .Distinct(),
        ];
    }

    private async Task CheckAsync(FleetHost host, CancellationToken cancel)
    {
        var roles = new BoundRole[host.Roles.Count];
        var isBound = true;
        for (var i = 0; i < roles.Length; i++)
        {
            var binding = composition.Bind(host.Roles[i], host.Layers);
            Take(binding.Findings, host);
            isBound &= binding.Role is not null;
            roles[i] = binding.Role!;
        }

        if (!isBound)
        {
            _isWhole = false;
            return;
        }

        var layers = composition.AllOf(host.Layers);
        var key = new ObjectsKey<BoundRole>(roles);
        if (!_models.TryGetValue(key, out var models))
        {
            _models[key] = models = [];
        }

        var model = models.Find(model => model.IsOf(layers, host.Groups));
        if (model is null)
        {
            models.Add(model = await BuildAsync(host, roles, layers, cancel).ConfigureAwait(false));
        }

        Take(model.Findings, host);
    }

    private async Task<FleetModel> BuildAsync(FleetHost host, BoundRole[] roles, List<LayerIndex> layers, CancellationToken cancel)
    {
        ModelCount++;
        var groups = new WatchedGroups(host.Groups);
        var sample = new SampleHost(host.Name, groups, new SampleFacts(host.Name, _platform, isPlatformKnown: false, locates: false))
        {
            Has = static _ => true,
            KnowsVariables = true,
        };
        var (travelling, settings) = composition.Travelling(host.Roles, host.Layers);
        var options = new EngineOptions { Roles = roles, Layers = travelling, Settings = settings };
        var builder = new ModelBuilder(composition.Policy, options, _sources) { Sample = sample };
        var model = await builder.BuildAsync(host.Name, sample.Facts, cancel).ConfigureAwait(false);
        _isWhole &= builder.IsWholeTree;
        _isCertain &= sample.IsCertain;
        _notified.UnionWith(model.Handlers.Where(handler => handler.NotifiedBy.Count > 0).Select(handler => handler.Location));
        foreach (var included in builder.Included)
        {
            _included.TryAdd($"{included.RoleName} {included.GetType().FullName}", included);
        }

        return new FleetModel([.. builder.Findings], [.. builder.Included.Select(role => LayerIndex.Plain(role.RoleName))], layers, groups.WasRead ? host.Groups : null);
    }

    private void Take(IReadOnlyList<Finding> findings, FleetHost host)
    {
        foreach (var finding in findings)
        {
            if (!_found.TryGetValue(finding, out var hosts))
            {
                _found[finding] = hosts = [];
                _order.Add(finding);
            }

            hosts.Add(host.Name);
        }
    }

    /// <summary>A finding with the hosts that it is for, where those are not all, and its line does not tell.</summary>
    private Finding Tell(Finding finding, int all, HashSet<string> files)
    {
        var hosts = _found[finding];
        return hosts.Count == all || (finding.Location.IsKnown && files.Contains(finding.Location.File))
            ? finding
            : finding with { Message = $"{finding.Message} (for {hosts.First()}{(hosts.Count > 1 ? $", and {hosts.Count - 1} more" : "")})" };
    }

    private List<VariableLayer> Layers(IReadOnlyList<FleetHost> hosts)
    {
        var seen = new HashSet<VariableLayer>(ReferenceEqualityComparer.Instance);
        return [.. composition.Environment.Concat(hosts.SelectMany(host => host.Layers)).Where(seen.Add)];
    }

    /// <summary>Looks for names that no role has: of the policy, whatever hosts it is for, of those that it includes, or of the program.</summary>
    private List<Finding> CheckNames(List<VariableLayer> layers)
    {
        // A role that could not be bound or defined may include others, whose names are then not known.
        var findings = new List<Finding>();
        if (!_isWhole)
        {
            return findings;
        }

        var binder = new VariableBinder(layers, composition.Settings, findings);
        binder.Know(composition.Policy);
        foreach (var role in composition.Entries.Select(entry => entry.Create()).Concat(_included.Values))
        {
            binder.Know(role);
        }

        var others = composition.Policy.Registry.Roles.Where(role => !binder.RoleNames.Any(known => Naming.Same(known, role.Name))).ToList();
        var warnings = new List<Finding>();
        binder.CheckNames((finding, name, isSlip) =>
        {
            if (others.Exists(role => Naming.Same(role.Name, name)))
            {
                return true;
            }

            if (_isCertain || isSlip)
            {
                return false;
            }

            warnings.Add(finding with { Message = $"{finding.Message} A branch that only a host decides may include it.", IsError = false });
            return true;
        });
        foreach (var other in others.Where(role => role.Create is not null))
        {
            var role = other.Create!();
            role.RoleName = other.Name;
            binder.Know(role);
        }

        binder.CheckVariables();
        return [.. findings, .. warnings];
    }
}
