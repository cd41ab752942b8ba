namespace OpsMop;

/// <summary>Who gives this property most likely forgot another one where it is missing: a service that starts with the host, and does not run now.</summary>
/// <param name="property">The name of the other property.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SuggestsAttribute(string property) : Attribute
{
    /// <summary>The name of the other property.</summary>
    public string Property { get; } = property;

    /// <summary>What happens without it, as a sentence.</summary>
    public string? Because { get; init; }
}
