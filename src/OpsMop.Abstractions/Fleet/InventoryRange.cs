using System.Collections;
using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>The hosts of a range, of which something is said together.</summary>
public sealed class InventoryRange : IReadOnlyList<InventoryHost>
{
    private readonly IReadOnlyList<InventoryHost> _hosts;

    internal InventoryRange(IReadOnlyList<InventoryHost> hosts) => _hosts = hosts;

    /// <inheritdoc/>
    public int Count => _hosts.Count;

    /// <inheritdoc/>
    public InventoryHost this[int index] => _hosts[index];

    /// <summary>Adds them to groups, which are made where they are new.</summary>
    /// <param name="groups">The names of the groups.</param>
    public InventoryRange In(params string[] groups)
    {
        foreach (var host in _hosts)
        {
            host.In(groups);
        }

        return this;
    }

    /// <summary>How they are reached. What is said later wins.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Connect(ConnectionSettings settings, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(settings, new(file, line)));

    /// <summary>Sets variables of a role for them.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Set<T>(Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(null, configure, new(file, line)));

    /// <summary>Sets variables of a role that was added under a name of its own.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="role">The name.</param>
    /// <param name="configure">Sets them. What it sets is written as data, for which it runs on two examples of the role.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Set<T>(string role, Action<T> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(InventoryLayer.Of(role, configure, new(file, line)));

    /// <summary>Sets a variable by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Set(string variable, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteStringValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryRange Set(string variable, bool value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteBooleanValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryRange Set(string variable, long value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => writer.WriteNumberValue(value)));

    /// <inheritdoc cref="Set(string, string, string, int)"/>
    public InventoryRange Set(string variable, double value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteDouble(writer, value)));

    /// <summary>Sets a variable that is a list by its name.</summary>
    /// <param name="variable">The variable, as <c>role.variable</c>.</param>
    /// <param name="values">The items.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Set(string variable, IEnumerable<string> values, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(InventoryLayer.Of(variable, new(file, line), writer => VariableWriter.WriteList(writer, values, static (to, value) => to.WriteStringValue(value))));

    /// <inheritdoc/>
    public IEnumerator<InventoryHost> GetEnumerator() => _hosts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private InventoryRange Add(InventoryLayer layer)
    {
        foreach (var host in _hosts)
        {
            host.Add(layer);
        }

        return this;
    }
}
