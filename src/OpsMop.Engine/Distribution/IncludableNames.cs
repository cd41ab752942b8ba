namespace OpsMop.Engine.Distribution;

/// <summary>Which names the roles may have that are included on a host, without what makes no difference (see <see cref="LayerIndex.Plain"/>).</summary>
internal sealed class IncludableNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<(string Start, string Ending)> _parts = [];

    /// <summary>Whether they may have any name.</summary>
    public bool IsAny { get; private set; }

    /// <summary>Whether no role is included.</summary>
    public bool IsNone => !IsAny && _names.Count == 0 && _parts.Count == 0;

    public void Add(IncludedRole included)
    {
        if (included.Ending is { } ending)
        {
            _parts.Add((LayerIndex.Plain(included.Name), LayerIndex.Plain(ending)));
        }
        else
        {
            _names.Add(LayerIndex.Plain(included.Name));
        }
    }

    public void Add(IncludableNames others)
    {
        IsAny |= others.IsAny;
        _names.UnionWith(others._names);
        _parts.UnionWith(others._parts);
    }

    public void AddAny() => IsAny = true;

    /// <summary>Whether a role of a name may be included.</summary>
    /// <param name="name">The name, as data or a setting has it.</param>
    public bool Has(string name)
    {
        if (IsAny)
        {
            return true;
        }

        var plain = LayerIndex.Plain(name);
        return _names.Contains(plain)
            || _parts.Any(part => plain.Length >= part.Start.Length + part.Ending.Length
                && plain.StartsWith(part.Start, StringComparison.Ordinal)
                && plain.EndsWith(part.Ending, StringComparison.Ordinal));
    }
}
