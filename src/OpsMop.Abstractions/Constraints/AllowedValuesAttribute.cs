namespace OpsMop;

/// <summary>The text must be one of these.</summary>
/// <param name="values">The values allowed, compared ordinally.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedValuesAttribute(params string[] values) : Attribute
{
    /// <summary>The values allowed.</summary>
    public IReadOnlyList<string> Values { get; } = values;
}
