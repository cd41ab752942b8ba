using OpsMop.Engine.Distribution;
using OpsMop.Push.Rollouts;

namespace OpsMop.Push;

/// <summary>A composed policy with the hosts that it is for.</summary>
/// <param name="composition">The policy.</param>
/// <param name="hosts">The hosts, by name.</param>
/// <param name="finish">Adds to an order what the command line says.</param>
/// <param name="verb">What is done.</param>
internal sealed class FleetPolicy(FleetComposition composition, IReadOnlyDictionary<string, FleetHost> hosts, Func<RunOrder, RunOrder> finish, RunVerb verb) : IFleetPolicy
{
    private readonly Dictionary<(string Host, RoleEntry Role), IContactHooks> _hooks = [];
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public string Name => composition.Policy.GetType().Name;

    /// <inheritdoc/>
    public IContactHooks? Hooks => composition.Policy as IContactHooks;

    /// <inheritdoc/>
    public RunOrder OrderFor(InventoryHost host, IReadOnlyList<RoleEntry> roles) => finish(composition.Order(hosts[host.Name], roles, verb));

    /// <inheritdoc/>
    public IContactHooks? HooksOf(InventoryHost host, RoleEntry role)
    {
        if (!typeof(IContactHooks).IsAssignableFrom(role.Type))
        {
            return null;
        }

        // One object for a host, so that what it remembers before contact it knows after it.
        lock (_lock)
        {
            if (!_hooks.TryGetValue((host.Name, role), out var hooks))
            {
                _hooks[(host.Name, role)] = hooks = (IContactHooks)composition.Create(role, hosts[host.Name].Layers);
            }

            return hooks;
        }
    }
}
