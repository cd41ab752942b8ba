using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>The roles of a policy, in the order in which they run.</summary>
public sealed class Roles
{
    private readonly List<RoleEntry> _entries = [];

    internal IReadOnlyList<RoleEntry> Entries => _entries;

    /// <summary>
    /// Adds a role in layers: for each host a fresh object, then the data of environment, group and host, then <paramref name="configure"/>, then <c>--set</c>.
    /// </summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">Sets what no environment may change.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public RoleEntry Add<T>(Action<T>? configure = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() => Add(null, configure, file, line);

    /// <summary>Adds a role in layers under a name of its own, so that it can be added more than once.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="name">The name, as in <c>--set name.variable=value</c>.</param>
    /// <param name="configure">Sets what no environment may change.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public RoleEntry Add<T>(string? name, Action<T>? configure = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : RoleBase, new() =>
        Add(new RoleEntry(name, typeof(T), static () => new T(), configure is null ? null : role => configure((T)role), isWhole: false, new SourceLocation(file, line)));

    /// <summary>Adds a role whole: the compiler checks its <see langword="required"/> members, and only <c>--set</c> changes it.</summary>
    /// <param name="role">The role.</param>
    /// <param name="name">Its name; that of its class where not given.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public RoleEntry Add(RoleBase role, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new RoleEntry(name, role.GetType(), () => role, null, isWhole: true, new SourceLocation(file, line)));

    /// <summary>Adds roles that go through the same hosts together, such as taking a host out of service, changing it and putting it back.</summary>
    /// <param name="hosts">The hosts: <c>web</c>, <c>web:&amp;berlin:!web03</c>.</param>
    /// <param name="add">Adds the roles.</param>
    public RolloutEntry On(HostPattern hosts, Action<Roles> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        var first = _entries.Count;
        add(this);
        var entries = _entries[first..];
        var block = new object();
        foreach (var entry in entries)
        {
            entry.Rollout = entry.Rollout with { Pattern = hosts, Block = block };
        }

        return new RolloutEntry(entries);
    }

    private RoleEntry Add(RoleEntry entry)
    {
        _entries.Add(entry);
        return entry;
    }
}
