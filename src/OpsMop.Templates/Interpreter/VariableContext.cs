namespace OpsMop.Templates.Interpreter;

/// <summary>What the names of a template mean that no scope of it knows: what it was given, and what it has set at its top level. Jinja2's context.</summary>
internal sealed class VariableContext
{
    private readonly NameLayer _given;
    private readonly Dictionary<string, List<BlockCode>>? _ownBlocks;
    private Dictionary<string, List<BlockCode>>? _blocks;
    private Dictionary<string, Value>? _set;
    private HashSet<string>? _exported;
    private NameLayer? _all;

    public VariableContext(NameLayer given, Unit unit)
    {
        _given = given;
        Unit = unit;
    }

    private VariableContext(NameLayer given, Unit unit, Dictionary<string, List<BlockCode>>? blocks)
        : this(given, unit) => _ownBlocks = _blocks = blocks;

    /// <summary>The template whose context it is: the one that was rendered or included, not one that it extends.</summary>
    public Unit Unit { get; }

    /// <summary>The blocks by name, each with those that it overrides behind it.</summary>
    public Dictionary<string, List<BlockCode>> Blocks =>
        _blocks ??= _ownBlocks
            ?? Unit.Blocks.ToDictionary(static block => block.Key, static block => new List<BlockCode> { block.Value }, StringComparer.Ordinal);

    /// <summary>All names, as they are now.</summary>
    public NameLayer All => _all ??= _set is null ? _given : new SetNames(_given, new Dictionary<string, Value>(_set, StringComparer.Ordinal));

    /// <summary>Every name that means something.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            for (NameLayer? layer = All; layer is not null; layer = layer.Below)
            {
                foreach (string name in layer.Names)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>What a name means; not given if it means nothing.</summary>
    public Value Resolve(string name)
    {
        if (_set is not null && _set.TryGetValue(name, out Value value))
        {
            return value;
        }

        for (NameLayer? layer = _given; layer is not null; layer = layer.Below)
        {
            if (layer.TryGet(name, out value))
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>Sets a name at the top level.</summary>
    public void Set(string name, Value value, bool export)
    {
        _set ??= new Dictionary<string, Value>(StringComparer.Ordinal);
        _set[name] = value;
        _all = null;
        if (export)
        {
            _exported ??= new HashSet<string>(StringComparer.Ordinal);
            _exported.Add(name);
        }
    }

    /// <summary>Takes a name from those that an importing template sees.</summary>
    public void Hide(string name) => _exported?.Remove(name);

    /// <summary>What an importing template sees.</summary>
    public Dictionary<string, Value> Exported()
    {
        var exported = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (_exported is not null)
        {
            foreach (string name in _exported)
            {
                exported[name] = _set![name];
            }
        }

        return exported;
    }

    /// <summary>All names and those of a scope over them.</summary>
    public NameLayer With(Dictionary<string, Value>? locals) => locals is null ? All : new SetNames(All, locals);

    /// <summary>A context of the same template with the names of a scope.</summary>
    public VariableContext Derive(Dictionary<string, Value>? locals) =>
        new(With(locals), Unit, Blocks.ToDictionary(static block => block.Key, static block => new List<BlockCode>(block.Value), StringComparer.Ordinal));
}
