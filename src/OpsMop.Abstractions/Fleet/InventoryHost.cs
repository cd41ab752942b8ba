using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>A host that the inventory knows: its groups, how it is reached, and its values of roles' variables.</summary>
public sealed class InventoryHost
{
    private readonly Inventory? _inventory;
    private readonly List<InventoryGroup> _ownGroups = [];
    private readonly List<InventoryLayer> _layers = [];

    internal InventoryHost(string name) => Name = name;

    internal InventoryHost(Inventory inventory, string name, int order, SourceLocation location)
    {
        _inventory = inventory;
        Name = name;
        Order = order;
        Location = location;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The groups that it is in, by itself or through a group of groups: parents before children; <c>ungrouped</c> if in none, and never <c>all</c>.</summary>
    public IReadOnlyList<InventoryGroup> Groups => _inventory?.Line(this).Named ?? [];

    /// <summary>Where it was named first.</summary>
    internal SourceLocation Location { get; }

    /// <summary>Its place in the inventory.</summary>
    internal int Order { get; }

    /// <summary>The groups that name it themselves.</summary>
    internal IReadOnlyList<InventoryGroup> OwnGroups => _ownGroups;

    /// <summary>What is said of it, lowest first.</summary>
    internal IReadOnlyList<InventoryLayer> Layers => _layers;

    /// <summary>Whether it is in a group, by itself or through a group of groups.</summary>
    /// <param name="group">The name of the group; every host is in <c>all</c>.</param>
    public bool IsIn(string group) => (_inventory is not null && group == Inventory.AllName) || Groups.Any(known => known.Name == group);

    /// <summary>Adds it to groups, which are made where they are new.</summary>
    /// <param name="groups">The names of the groups.</param>
    public InventoryHost In(params string[] groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        foreach (var group in groups)
        {
            OfInventory.Group(group, Location).Add(this);
        }

        return this;
    }

    /// <summary>How it is reached. What is said later wins.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Connect(ConnectionSettings settings, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(settings, new(file, line)));

    /// <summary>Sets variables of a role for it.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Set<T>(Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(null, configure, new(file, line)));

    /// <summary>Sets variables of a role that was added under a name of its own.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="role">The name.</param>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Set<T>(string role, Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(role, configure, new(file, line)));

    /// <summary>Sets a variable by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Set(string variable, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteStringValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryHost Set(string variable, bool value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteBooleanValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryHost Set(string variable, long value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteNumberValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryHost Set(string variable, double value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteDouble(writer, value)));

    /// <summary>Sets a variable that is a list by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="values">The items.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Set(string variable, IEnumerable<string> values, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteList(writer, values, static (to, value) => to.WriteStringValue(value))));

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    internal InventoryHost Add(InventoryLayer layer)
    {
        _layers.Add(layer);
        return this;
    }

    internal bool Join(InventoryGroup group)
    {
        if (_ownGroups.Contains(group))
        {
            return false;
        }

        _ownGroups.Add(group);
        return true;
    }

    private Inventory OfInventory => _inventory ?? throw new InvalidOperationException($"The host {Name} is of no inventory.");
}
