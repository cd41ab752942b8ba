namespace OpsMop;

/// <summary>A role that a policy adds.</summary>
public sealed class RoleEntry
{
    private readonly Func<RoleBase> _create;

    internal RoleEntry(string? name, Type type, Func<RoleBase> create, Action<RoleBase>? configure, bool isWhole, SourceLocation location)
    {
        _create = create;
        Type = type;
        Name = name ?? Naming.Kebab(type.Name);
        Configure = configure;
        IsWhole = isWhole;
        Location = location;
    }

    /// <summary>The name of the instance.</summary>
    public string Name { get; }

    /// <summary>Where it is added.</summary>
    public SourceLocation Location { get; }

    /// <summary>The class of the role.</summary>
    internal Type Type { get; }

    internal bool IsWhole { get; }

    internal Action<RoleBase>? Configure { get; }

    internal IReadOnlyList<string> TagList { get; private set; } = [];

    /// <summary>Where and how it runs when it is pushed.</summary>
    internal Rollout Rollout { get; set; } = new();

    /// <summary>Whether it runs on one host of its selection only, the first that is reached.</summary>
    internal bool IsOnce { get; private set; }

    /// <summary>The host that it runs on in the place of a host of its selection; <see langword="null"/> for that host itself.</summary>
    internal Func<InventoryHost, string>? Delegate { get; private set; }

    /// <summary>How its hosts are reached, where neither they nor their groups say it.</summary>
    internal ConnectionSettings? Connection { get; private set; }

    /// <summary>Adds tags to all resources of the role.</summary>
    /// <param name="tags">The tags.</param>
    public RoleEntry Tags(params string[] tags)
    {
        TagList = [.. TagList, .. tags];
        return this;
    }

    /// <summary>Runs the role on the hosts that a pattern selects, instead of on all. It counts for <c>push</c>; <c>apply</c> runs every role on this machine.</summary>
    /// <param name="hosts">The pattern: <c>web</c>, <c>web:&amp;berlin:!web03</c>.</param>
    public RoleEntry On(HostPattern hosts)
    {
        Rollout = Rollout with { Pattern = hosts };
        return this;
    }

    /// <summary>Runs the role on the hosts that code selects.</summary>
    /// <param name="select">Selects them, once, before any host is contacted.</param>
    public RoleEntry On(Func<Inventory, IEnumerable<InventoryHost>> select)
    {
        Rollout = Rollout with { Select = select };
        return this;
    }

    /// <summary>Goes through the hosts in batches: the next begins when the last has ended well enough (see <see cref="MaxFailures"/>).</summary>
    /// <param name="batches">The sizes, as counts or percentages of the hosts; the last one repeats: <c>"1", "10%", "100%"</c>.</param>
    public RoleEntry Serial(params string[] batches)
    {
        Rollout = Rollout with { Batches = batches };
        return this;
    }

    /// <summary>How many hosts may fail, or be unreachable, before no further host is begun; none unless set, where there are batches, and any number where there are not.</summary>
    /// <param name="hosts">A count, or a percentage of the hosts of the batch: <c>"2"</c>, <c>"10%"</c>.</param>
    public RoleEntry MaxFailures(string hosts)
    {
        Rollout = Rollout with { MaxFailures = hosts };
        return this;
    }

    /// <summary>Runs the role on the first host of its selection that can be reached, and on no other.</summary>
    public RoleEntry Once()
    {
        IsOnce = true;
        return this;
    }

    /// <summary>Does the role's work on another host, once for each of its own: <c>host.Name</c> is the host that it is done for.</summary>
    /// <param name="host">The host of the inventory where the work is done, such as a load balancer.</param>
    public RoleEntry DelegatedTo(string host) => DelegatedTo(_ => host);

    /// <summary>Does the role's work on another host, once for each of its own.</summary>
    /// <param name="host">The name of the host where the work is done, by the host that it is done for.</param>
    public RoleEntry DelegatedTo(Func<InventoryHost, string> host)
    {
        Delegate = host;
        return this;
    }

    /// <summary>How the role's hosts are reached, where neither they nor their groups say it.</summary>
    /// <param name="settings">The settings.</param>
    public RoleEntry Connect(ConnectionSettings settings)
    {
        Connection = settings;
        return this;
    }

    internal RoleBase Create()
    {
        var role = _create();
        role.RoleName = Name;
        return role;
    }
}
