using OpsMop.Engine.Model;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// A policy composed once on the controller, and its roles bound for any number of hosts: class defaults, environment, groups parents first, host, the code that adds the
/// role, <c>--set</c>. What the same layers make of a role is made once. It may be used by several threads.
/// </summary>
public sealed class FleetComposition
{
    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];
    private readonly List<VariableLayer> _environment;
    private readonly Dictionary<VariableLayer, LayerIndex> _indexes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RoleEntry, RoleBindings> _bindings = new(ReferenceEqualityComparer.Instance);
    private readonly Inclusions _inclusions;

    private FleetComposition(Policy policy, IReadOnlyList<VariableLayer> environment, IReadOnlyList<VariableSetting> settings)
    {
        Policy = policy;
        Settings = settings;
        _environment = [.. environment];
        _inclusions = new Inclusions(policy.Registry, [.. settings.Where(setting => setting.Target.Contains('.', StringComparison.Ordinal))]);
    }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>The roles that it adds, in their order, each name once; none where it could not be composed.</summary>
    public IReadOnlyList<RoleEntry> Entries { get; private set; } = [];

    /// <summary>What was found while it was composed. With an error in it nothing may run.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What <c>--set</c> says, in order.</summary>
    internal IReadOnlyList<VariableSetting> Settings { get; }

    /// <summary>The layers of the environment.</summary>
    internal IReadOnlyList<VariableLayer> Environment => _environment;

    /// <summary>Binds the policy's own variables, loads what it needs, and composes it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="environment">The layers of the environment.</param>
    /// <param name="settings">What <c>--set</c> says, in order.</param>
    /// <param name="cancel">Cancels the loading.</param>
    /// <exception cref="ProviderException">What the policy loads could not be loaded.</exception>
    public static async Task<FleetComposition> ComposeAsync(
        Policy policy,
        IReadOnlyList<VariableLayer> environment,
        IReadOnlyList<VariableSetting> settings,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(settings);
        var composition = new FleetComposition(policy, environment, settings);
        var binder = new VariableBinder(environment, settings, composition._findings);
        composition.Entries = await new PolicyComposer(policy, composition._findings).ComposeAsync(binder, cancel).ConfigureAwait(false) ?? [];
        return composition;
    }

    /// <summary>Binds a role for a host.</summary>
    /// <param name="entry">The role.</param>
    /// <param name="layers">The layers of the host: those of its groups before its own, parents first.</param>
    /// <returns>What came of it; the same object where the same layers say something of the role.</returns>
    public RoleBinding Bind(RoleEntry entry, IReadOnlyList<VariableLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(layers);
        lock (_lock)
        {
            return BindingsOf(entry).Bind(Indexed(layers));
        }
    }

    /// <summary>
    /// Makes the role for a host as an object, for what it does on the controller: <see cref="IContactHooks.ShouldContact"/>, <see cref="IContactHooks.BeforeContactAsync"/> and
    /// <see cref="IContactHooks.AfterContactAsync"/>. Each call makes one, except of a role that is added whole.
    /// </summary>
    /// <param name="entry">The role.</param>
    /// <param name="layers">The layers of the host.</param>
    /// <exception cref="InvalidPolicyException">Something is wrong with it: <see cref="Bind"/> says what.</exception>
    public RoleBase Create(RoleEntry entry, IReadOnlyList<VariableLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(layers);
        lock (_lock)
        {
            return BindingsOf(entry).Create(Indexed(layers));
        }
    }

    /// <summary>What an agent is to do on a host.</summary>
    /// <param name="host">The host, with all the roles that the policy has for it.</param>
    /// <param name="roles">The roles of this run.</param>
    /// <param name="verb">What is done.</param>
    /// <returns>The order. Tags, the seed and what is shown are for the caller to add.</returns>
    /// <exception cref="InvalidPolicyException">Something is wrong with a role; the host must not be contacted.</exception>
    public RunOrder Order(FleetHost host, IReadOnlyList<RoleEntry> roles, RunVerb verb)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(roles);
        var bound = new BoundRole[roles.Count];
        for (var i = 0; i < bound.Length; i++)
        {
            var binding = Bind(roles[i], host.Layers);
            bound[i] = binding.Role ?? throw new InvalidPolicyException(binding.Findings);
        }

        var (layers, settings) = Travelling(roles, host.Layers);
        return new RunOrder
        {
            Verb = verb,
            HostName = host.Name,
            Groups = host.Groups,
            Roles = bound,
            PolicyRoles = [.. host.Roles.Select(role => role.Name)],
            Layers = layers,
            Settings = settings,
        };
    }

    /// <summary>The layers of a host and the settings as they travel: what is of roles that its roles may include. The policy's own variables stay here.</summary>
    /// <param name="roles">The roles of the host.</param>
    /// <param name="layers">The layers of the host.</param>
    internal (IReadOnlyList<VariableLayer> Layers, IReadOnlyList<VariableSetting> Settings) Travelling(IReadOnlyList<RoleEntry> roles, IReadOnlyList<VariableLayer> layers)
    {
        lock (_lock)
        {
            var travelling = _inclusions.Of(roles);
            return (travelling.IsEmpty ? [] : travelling.LayersOf(Indexed(layers)), travelling.Settings);
        }
    }

    /// <summary>All layers of a host, lowest first.</summary>
    internal List<LayerIndex> AllOf(IReadOnlyList<VariableLayer> layers)
    {
        lock (_lock)
        {
            return Indexed(layers);
        }
    }

    private List<LayerIndex> Indexed(IReadOnlyList<VariableLayer> layers)
    {
        var indexed = new List<LayerIndex>(_environment.Count + layers.Count);
        foreach (var kind in (ReadOnlySpan<VariableLayerKind>)[VariableLayerKind.Environment, VariableLayerKind.Group, VariableLayerKind.Host])
        {
            Add(_environment, kind);
            Add(layers, kind);
        }

        return indexed;

        void Add(IReadOnlyList<VariableLayer> from, VariableLayerKind kind)
        {
            foreach (var layer in from)
            {
                if (layer.Kind == kind)
                {
                    if (!_indexes.TryGetValue(layer, out var index))
                    {
                        _indexes[layer] = index = new LayerIndex(layer);
                    }

                    indexed.Add(index);
                }
            }
        }
    }

    private RoleBindings BindingsOf(RoleEntry entry)
    {
        if (!_bindings.TryGetValue(entry, out var bindings))
        {
            _bindings[entry] = bindings = new RoleBindings(entry, Policy.Registry, Settings);
        }

        return bindings;
    }
}
