namespace OpsMop.Templates;

/// <summary>Which members an object of C# shows to templates. The generator writes one for each type that a template is given.</summary>
public abstract class ObjectShape
{
    /// <summary>What such an object is called in messages: the name of its type.</summary>
    public abstract string Name { get; }

    /// <summary>The members' names, for "did you mean".</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Looks up a member.</summary>
    /// <param name="target">The object.</param>
    /// <param name="name">The member's name in its <see cref="Canonical"/> form.</param>
    /// <param name="value">What was found.</param>
    /// <returns>Whether there is one.</returns>
    public abstract bool TryGet(object target, string name, out Value value);

    /// <summary>The form in which names are compared, without underscores and in lower case: <c>max_conns</c> finds <c>MaxConns</c>.</summary>
    /// <param name="name">The name.</param>
    public static string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
