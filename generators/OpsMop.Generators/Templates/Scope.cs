namespace OpsMop.Generators.Templates;

/// <summary>Names that are visible in a part of a template.</summary>
/// <param name="parent">The names around; null at the root.</param>
/// <param name="seesContext">Whether the method's parameters and its class's members are visible: not in a template that is imported without context.</param>
internal sealed class Scope(Scope? parent, bool seesContext)
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> _imported = new(StringComparer.Ordinal);
    private readonly Dictionary<TemplateFile, ModuleSymbol> _modules = [];

    public bool SeesContext { get; } = seesContext;

    /// <summary>The block that the part belongs to, for <c>super</c>; null outside of blocks.</summary>
    public (string Name, int Level)? Block { get; init; } = parent?.Block;

    public IEnumerable<string> Names => parent is null ? _symbols.Keys : _symbols.Keys.Concat(parent.Names);

    /// <summary>The names that a template which is this part exports: its own, and not what it has imported or keeps to itself.</summary>
    public IEnumerable<string> Exported => _symbols.Keys.Where(name => FindExported(name) is not null);

    public void Add(string name, Symbol symbol) => _symbols[name] = symbol;

    /// <summary>Adds a name that comes from another template.</summary>
    public void AddImported(string name, Symbol symbol)
    {
        Add(name, symbol);
        _imported.Add(name);
    }

    public Symbol? FindExported(string name) => name[0] != '_' && !_imported.Contains(name) ? FindOwn(name) : null;

    /// <summary>Remembers a template that was imported without context: a second import gives the same.</summary>
    public void AddModule(TemplateFile file, ModuleSymbol module) => _modules.Add(file, module);

    public ModuleSymbol? FindModule(TemplateFile file) => _modules.TryGetValue(file, out var module) ? module : parent?.FindModule(file);

    public Symbol? Find(string name) => _symbols.TryGetValue(name, out var symbol) ? symbol : parent?.Find(name);

    public Symbol? FindOwn(string name) => _symbols.TryGetValue(name, out var symbol) ? symbol : null;
}
