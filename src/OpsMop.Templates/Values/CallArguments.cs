namespace OpsMop.Templates;

/// <summary>What a call is given.</summary>
/// <param name="positional">The positional arguments.</param>
/// <param name="keywords">The keyword arguments, in order, each name once.</param>
public readonly struct CallArguments(Value[] positional, KeyValuePair<string, Value>[] keywords)
{
    private readonly Value[]? _positional = positional;
    private readonly KeyValuePair<string, Value>[]? _keywords = keywords;

    /// <summary>The positional arguments.</summary>
    public ReadOnlySpan<Value> Positional => _positional;

    /// <summary>The keyword arguments.</summary>
    public ReadOnlySpan<KeyValuePair<string, Value>> Keywords => _keywords;
}
