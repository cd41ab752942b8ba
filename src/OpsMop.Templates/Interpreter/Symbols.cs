namespace OpsMop.Templates.Interpreter;

/// <summary>Where a variable of a scope has its first value from.</summary>
internal enum LoadKind
{
    /// <summary>What binds it: a loop, a macro, <c>with</c>.</summary>
    Parameter,

    /// <summary>What the template was given under this name, or has set at its top level.</summary>
    Resolve,

    /// <summary>The variable of that name around the scope.</summary>
    Alias,

    /// <summary>Nothing yet.</summary>
    Undefined,
}

/// <summary>How a variable of a scope begins.</summary>
/// <param name="Kind">Where its value is from.</param>
/// <param name="Source">The name to resolve, or the variable that it is an alias of.</param>
internal readonly record struct Load(LoadKind Kind, string? Source);

/// <summary>
/// The names of a scope: which variable each is and how that begins. Jinja2's rules (its idtracking), as what a name means inside of a loop that sets it
/// after it was read depends on them. A variable is named by the scope's level and the name: <c>1:item</c>.
/// </summary>
internal sealed class Symbols
{
    private readonly int _level;
    private readonly Symbols? _parent;
    private readonly Dictionary<string, string> _references;
    private readonly Dictionary<string, Load> _loads;
    private readonly HashSet<string> _stores;

    public Symbols(Symbols? parent)
        : this(parent, parent is null ? 0 : parent._level + 1, new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
    }

    private Symbols(Symbols? parent, int level, Dictionary<string, string> references, Dictionary<string, Load> loads, HashSet<string> stores)
    {
        _parent = parent;
        _level = level;
        _references = references;
        _loads = loads;
        _stores = stores;
    }

    /// <summary>The variables that begin with this scope.</summary>
    public IReadOnlyDictionary<string, Load> Loads => _loads;

    public Symbols Copy() => new(
        _parent,
        _level,
        new Dictionary<string, string>(_references, StringComparer.Ordinal),
        new Dictionary<string, Load>(_loads, StringComparer.Ordinal),
        new HashSet<string>(_stores, StringComparer.Ordinal));

    /// <summary>The variable that a name means here; null if the scopes do not know the name.</summary>
    public string? Find(string name)
    {
        for (Symbols? scope = this; scope is not null; scope = scope._parent)
        {
            if (scope._references.TryGetValue(name, out string? variable))
            {
                return variable;
            }
        }

        return null;
    }

    public void Store(string name)
    {
        _stores.Add(name);
        if (!_references.ContainsKey(name))
        {
            // What is set here begins with the value that the name has outside, so that it can be read before.
            string? outer = _parent?.Find(name);
            Define(name, outer is null ? new Load(LoadKind.Undefined, null) : new Load(LoadKind.Alias, outer));
        }
    }

    public string DeclareParameter(string name)
    {
        _stores.Add(name);
        return Define(name, new Load(LoadKind.Parameter, null));
    }

    public void Read(string name)
    {
        if (Find(name) is null)
        {
            Define(name, new Load(LoadKind.Resolve, name));
        }
    }

    /// <summary>Takes over what branches of an <c>if</c> do: a name that not all of them set may be read as it was before.</summary>
    public void Merge(IReadOnlyList<Symbols> branches)
    {
        var stores = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Symbols branch in branches)
        {
            foreach (string name in branch._stores)
            {
                if (!_stores.Contains(name))
                {
                    stores[name] = stores.GetValueOrDefault(name) + 1;
                }
            }
        }

        foreach (Symbols branch in branches)
        {
            foreach ((string name, string variable) in branch._references)
            {
                _references[name] = variable;
            }

            foreach ((string variable, Load load) in branch._loads)
            {
                _loads[variable] = load;
            }

            _stores.UnionWith(branch._stores);
        }

        foreach ((string name, int count) in stores)
        {
            if (count < branches.Count)
            {
                string? outer = _parent?.Find(name);
                _loads[Find(name)!] = outer is null ? new Load(LoadKind.Resolve, name) : new Load(LoadKind.Alias, outer);
            }
        }
    }

    /// <summary>The names that are set here and around, and the variable that each means here: what an included template sees.</summary>
    public IEnumerable<(string Name, string Variable)> Locals()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (Symbols? scope = this; scope is not null; scope = scope._parent)
        {
            foreach (string name in scope._stores)
            {
                if (seen.Add(name))
                {
                    yield return (name, Find(name)!);
                }
            }
        }
    }

    private string Define(string name, Load load)
    {
        string variable = $"{_level}:{name}";
        _references[name] = variable;
        _loads[variable] = load;
        return variable;
    }
}
