using OpsMop.Engine.Distribution;
using OpsMop.Parsing;
using OpsMop.Push.Inventories;
using OpsMop.Push.Rollouts;
using OpsMop.Push.Sessions;

namespace OpsMop.Push;

/// <summary>Which role goes where: what a policy says with <c>On</c>, <c>Serial</c> and <c>DelegatedTo</c>, for the hosts that there are.</summary>
internal sealed class FleetRollout
{
    private readonly FleetComposition _composition;
    private readonly LoadedInventory _inventory;
    private readonly Dictionary<string, List<(RoleEntry Role, InventoryHost For)>> _at = new(StringComparer.Ordinal);
    private readonly List<SessionKey> _sessions = [];
    private readonly HashSet<SessionKey> _known = [];
    private readonly List<Finding> _findings = [];

    private FleetRollout(FleetComposition composition, LoadedInventory inventory) => (_composition, _inventory) = (composition, inventory);

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<RolloutStep> Steps { get; private set; } = [];

    /// <summary>The hosts that roles are for, each with its roles, in the order of the inventory.</summary>
    public IReadOnlyList<FleetHost> Hosts { get; private set; } = [];

    /// <summary>The connections that may be made, those to hosts that work is delegated to among them.</summary>
    public IReadOnlyList<SessionKey> Sessions => _sessions;

    /// <summary>Whether a role is for all hosts, for want of another word.</summary>
    public bool IsUnlimited { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The source files that add roles.</summary>
    public IReadOnlyList<string> SourceFiles => [.. _composition.Entries.Select(entry => entry.Location.File).Where(file => file.Length > 0).Distinct()];

    /// <summary>Finds it out.</summary>
    /// <param name="composition">The policy.</param>
    /// <param name="inventory">The hosts that there are.</param>
    /// <param name="limit">The hosts that are not left alone; <see langword="null"/> for all.</param>
    public static FleetRollout Of(FleetComposition composition, LoadedInventory inventory, HashSet<InventoryHost>? limit)
    {
        var rollout = new FleetRollout(composition, inventory);
        var order = inventory.Inventory.Hosts.Select((host, i) => (host, i)).ToDictionary(one => one.host, one => one.i);
        var rolesOf = new Dictionary<InventoryHost, List<RoleEntry>>();
        rollout.Steps = [.. RolloutStep.Of(composition.Entries, entry => [.. rollout.Selected(entry).Where(host => limit?.Contains(host) != false).Distinct().OrderBy(host => order[host])])
            .Where(step => step.Hosts.Count > 0)];
        foreach (var step in rollout.Steps)
        {
            foreach (var role in step.Roles)
            {
                rollout.Check(role);
                foreach (var host in step.Hosts)
                {
                    if (!rolesOf.TryGetValue(host, out var roles))
                    {
                        rolesOf[host] = roles = [];
                    }

                    roles.Add(role);
                    rollout.Place(role, host);
                }
            }
        }

        rollout.Hosts = [.. rolesOf.OrderBy(one => order[one.Key]).Select(one => new FleetHost(one.Key.Name, inventory.GroupsOf(one.Key), inventory.LayersOf(one.Key), one.Value))];
        return rollout;
    }

    /// <summary>The roles that run at a host, those among them that others have delegated to it, as objects.</summary>
    /// <param name="host">The host's name.</param>
    public IReadOnlyList<RoleBase> RolesAt(string host) => [.. _at[host].Select(one => _composition.Create(one.Role, _inventory.LayersOf(one.For)))];

    private IReadOnlyList<InventoryHost> Selected(RoleEntry entry)
    {
        var rollout = entry.Rollout;
        if (rollout.Select is not { } select)
        {
            IsUnlimited |= !rollout.Pattern.IsGiven || rollout.Pattern.Value == "all";
            return _inventory.Select(rollout.Pattern, entry.Location, $"role '{entry.Name}'");
        }

        try
        {
            return [.. select(_inventory.Inventory)];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _findings.Add(new Finding("OPM2018", entry.Location, $"role '{entry.Name}': the code that selects its hosts failed: {exception.Message} ({exception.GetType().Name})"));
            return [];
        }
    }

    private void Check(RoleEntry role)
    {
        var faults = role.Rollout.Batches.Select(size => BatchSizes.Fault(size, 1) is { } fault ? $"Serial: {fault}" : null)
            .Append(role.Rollout.MaxFailures is { } most && BatchSizes.Fault(most, 0) is { } wrong ? $"MaxFailures: {wrong}" : null);
        _findings.AddRange(faults.OfType<string>().Select(fault => new Finding("OPM2004", role.Location, $"role '{role.Name}': {fault}")));
    }

    private void Place(RoleEntry role, InventoryHost host)
    {
        var place = host.Name;
        if (role.Delegate is { } other)
        {
            place = other(host);
            if (_inventory.Inventory.FindHost(place) is null)
            {
                var finding = new Finding(
                    InventoryFaults.Unknown,
                    role.Location,
                    $"role '{role.Name}': the inventory has no host '{place}', which its work is delegated to.{Suggestion.DidYouMean(place, _inventory.Inventory.Hosts.Select(known => known.Name))}");
                if (!_findings.Contains(finding))
                {
                    _findings.Add(finding);
                }

                return;
            }
        }

        if (!_at.TryGetValue(place, out var roles))
        {
            _at[place] = roles = [];
        }

        roles.Add((role, host));
        var key = new SessionKey(place, role.Connection is null ? null : role);
        if (_known.Add(key))
        {
            _sessions.Add(key);
        }
    }
}
