namespace OpsMop.Templates.Interpreter;

/// <summary>The functions that every template has: <c>range</c>, <c>dict</c>, <c>namespace</c> and the like.</summary>
internal sealed class GlobalNames : NameLayer
{
    private readonly Dictionary<string, Value> _functions;

    private GlobalNames()
        : base(null) => _functions = Syntax.BuiltIns.Globals.Keys.ToDictionary(
            static name => name,
            static name => BuiltInTable.TryGetGlobal(name, out Value function)
                ? function
                : throw new InvalidOperationException($"There is no function {name}."),
            StringComparer.Ordinal);

    public static GlobalNames Layer { get; } = new();

    public override IEnumerable<string> Names => _functions.Keys;

    public override bool TryGet(string name, out Value value) => _functions.TryGetValue(name, out value);
}
