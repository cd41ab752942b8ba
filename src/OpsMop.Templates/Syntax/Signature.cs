namespace OpsMop.Templates.Syntax;

/// <summary>
/// A built-in filter, test or global function: its name in templates, the method of <c>Filters</c>, <c>Tests</c> or <c>Globals</c> that is it, and what it takes
/// beside its input. One source for the run time, the generator and the analyzers.
/// </summary>
internal sealed class Signature
{
    private Signature(string name, string method, string[] parameters, int required, bool takesRest, bool takesNamed)
    {
        Name = name;
        Method = method;
        Parameters = parameters;
        Required = required;
        TakesRest = takesRest;
        TakesNamed = takesNamed;
    }

    public string Name { get; }

    public string Method { get; }

    /// <summary>The parameters' names, those that may be left out at the end.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>How many parameters must be given.</summary>
    public int Required { get; }

    /// <summary>Whether it takes any number of positional arguments: a list of those that are left comes after the parameters.</summary>
    public bool TakesRest { get; }

    /// <summary>Whether it takes any keyword arguments: a dictionary of those that are left comes last.</summary>
    public bool TakesNamed { get; }

    /// <summary>Reads a signature.</summary>
    /// <param name="names">The name and its aliases, separated by blanks.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">As in <c>width, first?, *rest, **named</c>; a question mark is on what may be left out.</param>
    public static IEnumerable<Signature> Read(string names, string method, string parameters)
    {
        var all = parameters.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var plain = all.Where(static p => p[0] != '*').ToArray();
        foreach (var name in names.Split(' '))
        {
            yield return new Signature(
                name,
                method,
                plain.Select(static p => p.TrimEnd('?')).ToArray(),
                plain.Count(static p => !p.EndsWith("?", StringComparison.Ordinal)),
                all.Any(static p => p[0] == '*' && (p.Length == 1 || p[1] != '*')),
                all.Any(static p => p.StartsWith("**", StringComparison.Ordinal)));
        }
    }
}
