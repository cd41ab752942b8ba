namespace OpsMop.Templates.Interpreter;

/// <summary>A variable that is read.</summary>
internal sealed class NameCode(string name, int depth, int slot, Place place) : ExpressionCode(place)
{
    public string Name { get; } = name;

    /// <summary>Its value; not given if it has none.</summary>
    public Value Peek(Scope scope)
    {
        if (depth == 0)
        {
            return scope.Slots[slot];
        }

        Scope there = scope;
        for (int i = 0; i < depth; i++)
        {
            there = there.Outer!;
        }

        return there.Slots[slot];
    }

    public override Value Evaluate(Scope scope)
    {
        Value value = Peek(scope);
        return value.IsNotGiven ? Missing(scope) : value;
    }

    private Value Missing(Scope scope)
    {
        VariableContext variables = scope.Variables;
        return UndefinedValue.OfName(Name, variables.Names);
    }
}

/// <summary>A name that no scope knows.</summary>
internal sealed class FreeNameCode(string name, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope)
    {
        Value value = scope.Variables.Resolve(name);
        return value.IsNotGiven ? UndefinedValue.OfName(name, scope.Variables.Names) : value;
    }
}

/// <summary>The value of a slot that is always set.</summary>
internal sealed class SlotCode(int slot, Place place) : ExpressionCode(place)
{
    public override Value Evaluate(Scope scope) => scope.Slots[slot];
}

/// <summary>What is done when a scope is entered: its variables get their first values.</summary>
internal sealed class EntryCode
{
    private readonly (int Slot, string Name)[] _resolved;
    private readonly (int Slot, int Depth, int From)[] _aliases;
    private readonly int[] _undefined;
    private readonly int[] _all;

    public EntryCode(Symbols symbols, Layout layout)
    {
        var resolved = new List<(int Slot, string Name)>();
        var aliases = new List<(int Slot, int Depth, int From)>();
        var undefined = new List<int>();
        var all = new List<int>();
        foreach ((string variable, Load load) in symbols.Loads)
        {
            int slot = layout.SlotOf(variable);
            all.Add(slot);
            switch (load.Kind)
            {
                case LoadKind.Resolve:
                    resolved.Add((slot, load.Source!));
                    break;
                case LoadKind.Alias:
                    (int depth, int from) = layout.Find(load.Source!);
                    aliases.Add((slot, depth, from));
                    break;
                case LoadKind.Undefined:
                    undefined.Add(slot);
                    break;
            }
        }

        _resolved = [.. resolved];
        _aliases = [.. aliases];
        _undefined = [.. undefined];
        _all = [.. all];
    }

    public void Run(Scope scope)
    {
        foreach ((int slot, string name) in _resolved)
        {
            scope.Slots[slot] = scope.Variables.Resolve(name);
        }

        foreach ((int slot, int depth, int from) in _aliases)
        {
            Scope there = scope;
            for (int i = 0; i < depth; i++)
            {
                there = there.Outer!;
            }

            scope.Slots[slot] = there.Slots[from];
        }

        foreach (int slot in _undefined)
        {
            scope.Slots[slot] = default;
        }
    }

    /// <summary>When the scope is left: what was defined in it and is called later must not see its variables.</summary>
    public void Leave(Scope scope)
    {
        foreach (int slot in _all)
        {
            scope.Slots[slot] = default;
        }
    }
}

/// <summary>Which variables an included template sees.</summary>
internal sealed class LocalsCode
{
    private readonly (string Name, int Depth, int Slot)[] _names;

    public LocalsCode(Symbols symbols, Layout layout) => _names = [.. symbols.Locals().Select(local =>
    {
        (int depth, int slot) = layout.Find(local.Variable);
        return (local.Name, depth, slot);
    })];

    public Dictionary<string, Value>? Read(Scope scope)
    {
        Dictionary<string, Value>? locals = null;
        foreach ((string name, int depth, int slot) in _names)
        {
            Scope there = scope;
            for (int i = 0; i < depth; i++)
            {
                there = there.Outer!;
            }

            Value value = there.Slots[slot];
            if (!value.IsNotGiven)
            {
                locals ??= new Dictionary<string, Value>(StringComparer.Ordinal);
                locals[name] = value;
            }
        }

        return locals;
    }
}
