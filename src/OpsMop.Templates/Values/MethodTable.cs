using OpsMop.Templates.Syntax;

namespace OpsMop.Templates;

/// <summary>The methods that a kind of value has.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, BuiltInFunction> _methods = new(StringComparer.Ordinal);

    public MethodTable(string type, params ReadOnlySpan<(string Name, string Parameters, BuiltIn Body)> methods)
    {
        Type = type;
        foreach ((string name, string parameters, BuiltIn body) in methods)
        {
            _methods.Add(name, new BuiltInFunction(Signature.Read(name, name, parameters).Single(), body, "method"));
        }
    }

    public string Type { get; }

    public IEnumerable<string> Names => _methods.Keys;

    public bool TryBind(Value self, string name, out Value value)
    {
        if (_methods.TryGetValue(name, out BuiltInFunction? method))
        {
            value = new MethodValue(self, method);
            return true;
        }

        value = default;
        return false;
    }

    public bool TryGet(string name, out BuiltInFunction? method) => _methods.TryGetValue(name, out method);
}
