using System.Runtime.CompilerServices;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>The hosts that there are, and the groups that they are in.</summary>
public sealed class Inventory
{
    /// <summary>The group of every host.</summary>
    internal const string AllName = "all";

    /// <summary>The group of the hosts that are in no other one.</summary>
    internal const string UngroupedName = "ungrouped";

    private readonly List<InventoryHost> _hosts = [];
    private readonly List<InventoryGroup> _groups = [];
    private readonly Dictionary<string, InventoryHost> _hostsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InventoryGroup> _groupsByName = new(StringComparer.Ordinal);
    private readonly List<Finding> _faults = [];

    // What follows from who is where; forgotten whenever that changes.
    private readonly Dictionary<InventoryGroup, IReadOnlyList<InventoryHost>> _members = [];
    private readonly Dictionary<InventoryGroup, int> _depths = [];
    private readonly Dictionary<string, GroupLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Creates an inventory without hosts.</summary>
    internal Inventory()
    {
        All = Group(AllName, default);
        Ungrouped = Group(UngroupedName, default);
    }

    /// <summary>The hosts, in the order in which they were added.</summary>
    public IReadOnlyList<InventoryHost> Hosts => _hosts;

    /// <summary>The groups, in the order in which they were added; <c>all</c> and <c>ungrouped</c> are always there.</summary>
    public IReadOnlyList<InventoryGroup> Groups => _groups;

    internal InventoryGroup All { get; }

    internal InventoryGroup Ungrouped { get; }

    /// <summary>What is wrong with it: names, ranges, groups that contain themselves.</summary>
    internal IReadOnlyList<Finding> Faults => _faults;

    /// <summary>A group, which is made if it is new.</summary>
    /// <param name="name">Its name; what is said of <c>all</c> is said of every host.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryGroup Group(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Group(name, new SourceLocation(file, line));

    /// <summary>A host, which is added if it is new.</summary>
    /// <param name="name">Its name. It is also what is connected to, unless its settings have an address.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryHost Host(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Host(name, new SourceLocation(file, line));

    /// <summary>Hosts by a range of names, which are added if they are new.</summary>
    /// <param name="names">The range: <c>web[01:50].example.com</c>, <c>db-[a:f]</c>, <c>node[0:10:2]</c>.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public InventoryRange Range(string names, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(Range(names, new SourceLocation(file, line)));

    /// <summary>The host of a name; <see langword="null"/> if there is none.</summary>
    /// <param name="name">The name.</param>
    public InventoryHost? FindHost(string name) => _hostsByName.GetValueOrDefault(name);

    /// <summary>The group of a name; <see langword="null"/> if there is none.</summary>
    /// <param name="name">The name.</param>
    public InventoryGroup? FindGroup(string name) => _groupsByName.GetValueOrDefault(name);

    /// <summary>The hosts that a pattern selects, in the order in which it names them, each once.</summary>
    /// <param name="pattern">The pattern: <c>web:&amp;berlin:!web03</c>.</param>
    /// <exception cref="HostPatternException">The pattern is invalid, or names what is not there.</exception>
    public IReadOnlyList<InventoryHost> Select(HostPattern pattern)
    {
        var selection = Select(pattern, HostSets.None);
        return selection.Errors.Count == 0 ? selection.Hosts : throw new HostPatternException(string.Join(' ', selection.Errors));
    }

    /// <summary>The hosts that a pattern selects, and what is wrong with it. All of them where none is given.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="sets">The sets that it may name.</param>
    internal HostSelection Select(HostPattern pattern, HostSets sets) =>
        pattern.Error is { } error ? new([], [error]) : pattern.IsGiven ? new HostSelector(this, sets).Select(pattern.Terms) : new(Hosts, []);

    internal InventoryGroup Group(string name, SourceLocation at)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_groupsByName.TryGetValue(name, out var group))
        {
            CheckName(name, "group", at);
            _groupsByName[name] = group = new InventoryGroup(this, name, at);
            _groups.Add(group);
        }

        return group;
    }

    internal InventoryHost Host(string name, SourceLocation at)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_hostsByName.TryGetValue(name, out var host))
        {
            CheckName(name, "host", at);
            _hostsByName[name] = host = new InventoryHost(this, name, _hosts.Count, at);
            _hosts.Add(host);
            Touch();
        }

        return host;
    }

    /// <summary>The hosts of a name that may be a range.</summary>
    internal IReadOnlyList<InventoryHost> Range(string names, SourceLocation at)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.IndexOf('[', StringComparison.Ordinal) < 0)
        {
            return [Host(names, at)];
        }

        if (!HostRangeParser.TryExpand(names, out var expanded, out var error))
        {
            Report("OPM6010", at, error!);
            return [];
        }

        // One fault for a name that is wrong in each of its forms.
        if (HostPatternParser.CheckName(expanded[0], "host") is { } fault)
        {
            Report("OPM6010", at, fault);
            return [];
        }

        return [.. expanded.Select(name => Host(name, at))];
    }

    internal void Report(string id, SourceLocation at, string message) => _faults.Add(new Finding(id, at, message));

    internal bool IsBuiltIn(InventoryGroup group) => group.Name is AllName or UngroupedName;

    internal void Touch()
    {
        if (_members.Count + _lines.Count > 0)
        {
            _members.Clear();
            _depths.Clear();
            _lines.Clear();
        }
    }

    internal IReadOnlyList<InventoryHost> HostsOf(InventoryGroup group)
    {
        if (group.Name == AllName)
        {
            return _hosts;
        }

        if (!_members.TryGetValue(group, out var members))
        {
            _members[group] = members = group.Name == UngroupedName ? _hosts.FindAll(host => host.OwnGroups.Count == 0)
                : group.Children.Count == 0 ? [.. group.OwnHosts]
                : Collect(group);
        }

        return members;
    }

    /// <summary>The groups that a host is in, in the order in which they speak.</summary>
    internal GroupLine Line(InventoryHost host)
    {
        var key = host.OwnGroups.Count switch
        {
            0 => "",
            1 => host.OwnGroups[0].Name,
            _ => string.Join('\n', host.OwnGroups.Select(group => group.Name).Order(StringComparer.Ordinal)),
        };
        if (!_lines.TryGetValue(key, out var line))
        {
            var groups = new HashSet<InventoryGroup>();
            var open = new Stack<InventoryGroup>(host.OwnGroups.Count == 0 ? [Ungrouped] : host.OwnGroups);
            while (open.TryPop(out var group))
            {
                if (groups.Add(group))
                {
                    foreach (var parent in group.Parents)
                    {
                        open.Push(parent);
                    }
                }
            }

            IReadOnlyList<InventoryGroup> named =
                [.. groups.OrderBy(Depth).ThenBy(group => group.Priority).ThenBy(group => group.Name, StringComparer.Ordinal)];
            _lines[key] = line = new GroupLine([All, .. named], named);
        }

        return line;
    }

    private static List<InventoryHost> Collect(InventoryGroup group)
    {
        var hosts = new List<InventoryHost>();
        var seen = new HashSet<InventoryHost>();
        var groups = new HashSet<InventoryGroup> { group };
        var open = new Stack<InventoryGroup>([group]);
        while (open.TryPop(out var next))
        {
            hosts.AddRange(next.OwnHosts.Where(seen.Add));
            foreach (var child in next.Children.Reverse())
            {
                if (groups.Add(child))
                {
                    open.Push(child);
                }
            }
        }

        return hosts;
    }

    /// <summary>How many groups there are above one, on the longest way.</summary>
    private int Depth(InventoryGroup group)
    {
        // Not by recursion: a chain of groups may be as long as it likes.
        var open = new Stack<InventoryGroup>([group]);
        while (open.TryPeek(out var next))
        {
            var waits = false;
            var depth = 0;
            foreach (var parent in next.Parents)
            {
                if (_depths.TryGetValue(parent, out var known))
                {
                    depth = Math.Max(depth, known + 1);
                }
                else
                {
                    open.Push(parent);
                    waits = true;
                }
            }

            if (!waits)
            {
                _depths[next] = depth;
                open.Pop();
            }
        }

        return _depths[group];
    }

    private void CheckName(string name, string what, SourceLocation at)
    {
        if (HostPatternParser.CheckName(name, what) is { } fault)
        {
            Report("OPM6010", at, fault);
        }
    }
}
