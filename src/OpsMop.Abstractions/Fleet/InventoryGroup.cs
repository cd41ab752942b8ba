using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>A group of hosts, and of groups: how its hosts are reached, and their values of roles' variables.</summary>
public sealed class InventoryGroup
{
    private readonly Inventory _inventory;
    private readonly List<InventoryHost> _ownHosts = [];
    private readonly List<InventoryGroup> _children = [];
    private readonly List<InventoryGroup> _parents = [];
    private readonly List<InventoryLayer> _layers = [];

    internal InventoryGroup(Inventory inventory, string name, SourceLocation location)
    {
        _inventory = inventory;
        Name = name;
        Location = location;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its hosts, its own first, then those of the groups that it contains.</summary>
    public IReadOnlyList<InventoryHost> Hosts => _inventory.HostsOf(this);

    /// <summary>The groups that it contains.</summary>
    public IReadOnlyList<InventoryGroup> Children => _children;

    /// <summary>The groups that contain it.</summary>
    public IReadOnlyList<InventoryGroup> Parents => _parents;

    /// <summary>Where it was named first.</summary>
    internal SourceLocation Location { get; }

    /// <summary>Which of two groups of the same depth wins: that with the greater number, else the later name. Ansible's <c>ansible_group_priority</c>.</summary>
    internal int Priority { get; set; } = 1;

    /// <summary>The hosts that it names itself.</summary>
    internal IReadOnlyList<InventoryHost> OwnHosts => _ownHosts;

    /// <summary>What is said of its hosts, lowest first.</summary>
    internal IReadOnlyList<InventoryLayer> Layers => _layers;

    /// <summary>Adds groups to it, which are made where they are new. Their hosts are its hosts, and what they say of them wins.</summary>
    /// <param name="groups">The names of the groups.</param>
    public InventoryGroup Contains(params string[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        foreach (var group in groups)
        {
            Add(_inventory.Group(group, Location), Location);
        }

        return this;
    }

    /// <summary>Adds hosts to it, which are made where they are new.</summary>
    /// <param name="names">The names of the hosts, or ranges such as <c>web[01:50].example.com</c>.</param>
    public InventoryGroup Add(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            foreach (var host in _inventory.Range(name, Location))
            {
                Add(host);
            }
        }

        return this;
    }

    /// <summary>How its hosts are reached. What is said later wins.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Connect(ConnectionSettings settings, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(settings, new(file, line)));

    /// <summary>Sets variables of a role for its hosts.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Set<T>(Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(null, configure, new(file, line)));

    /// <summary>Sets variables of a role that was added under a name of its own.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="role">The name.</param>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Set<T>(string role, Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(role, configure, new(file, line)));

    /// <summary>Sets a variable by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Set(string variable, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteStringValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryGroup Set(string variable, bool value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteBooleanValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryGroup Set(string variable, long value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteNumberValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryGroup Set(string variable, double value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteDouble(writer, value)));

    /// <summary>Sets a variable that is a list by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="values">The items.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Set(string variable, IEnumerable<string> values, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteList(writer, values, static (to, value) => to.WriteStringValue(value))));

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    internal InventoryGroup Add(InventoryLayer layer)
    {
        _layers.Add(layer);
        return this;
    }

    internal void Add(InventoryHost host)
    {
        // Every host is in all, and whether one is in no other group shows in the end.
        if (!_inventory.IsBuiltIn(this) && host.Join(this))
        {
            _ownHosts.Add(host);
            _inventory.Touch();
        }
    }

    internal void Add(InventoryGroup child, SourceLocation at)
    {
        if (Name == Inventory.AllName || _children.Contains(child))
        {
            return;
        }

        if (child == this || _inventory.IsBuiltIn(child) || Name == Inventory.UngroupedName)
        {
            _inventory.Report(
                "OPM6008",
                at,
                child == this ? $"The group {Name} contains itself."
                : Name == Inventory.UngroupedName ? "The group ungrouped contains no groups: it has the hosts that are in none."
                : $"The group {child.Name} cannot be in {Name}: {(child.Name == Inventory.AllName ? "it contains every host" : "it has the hosts that are in no group")}.");
            return;
        }

        if (child.PathTo(this) is { } path)
        {
            _inventory.Report("OPM6008", at, $"The group {Name} cannot contain {child.Name}, which contains it: {string.Join(" → ", path.Prepend(this).Select(group => group.Name))}.");
            return;
        }

        _children.Add(child);
        child._parents.Add(this);
        _inventory.Touch();
    }

    /// <summary>The way down to a group that it contains, at any depth; <see langword="null"/> if there is none.</summary>
    private List<InventoryGroup>? PathTo(InventoryGroup wanted)
    {
        // Most groups that are put into another contain nothing yet.
        if (_children.Count == 0)
        {
            return null;
        }

        var from = new Dictionary<InventoryGroup, InventoryGroup>();
        var open = new Stack<InventoryGroup>([this]);
        while (open.TryPop(out var group))
        {
            if (group == wanted)
            {
                var path = new List<InventoryGroup> { group };
                while (path[0] != this)
                {
                    path.Insert(0, from[path[0]]);
                }

                return path;
            }

            foreach (var child in group._children)
            {
                if (child != this && from.TryAdd(child, group))
                {
                    open.Push(child);
                }
            }
        }

        return null;
    }
}
