namespace OpsMop.Generators.Templates;

/// <summary>Names that are visible in a part of a template.</summary>
/// <param name="parent">The names around; null at the root.</param>
/// <param name="seesContext">Whether the method's parameters and its class's members are visible: not in a template that is imported without context.</param>
internal sealed class Scope(Scope? parent, bool seesContext)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    public bool SeesContext { get; } = seesContext;

    /// <summary>The block that the part belongs to, for <c>super</c>; null outside of blocks.</summary>
    public (string Name, int Level)? Block { get; init; } = parent?.Block;

    public IEnumerable<string> Names => parent is null ? _symbols.Keys : _symbols.Keys.Concat(parent.Names);

    /// <summary>The names of this part alone.</summary>
    public IEnumerable<string> OwnNames => _symbols.Keys;

    public void Add(string name, Symbol symbol) => _symbols[name] = symbol;

    public Symbol? Find(string name) => _symbols.TryGetValue(name, out var symbol) ? symbol : parent?.Find(name);

    public Symbol? FindOwn(string name) => _symbols.TryGetValue(name, out var symbol) ? symbol : null;
}
