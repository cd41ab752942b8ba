namespace OpsMop;

/// <summary>What the property holds can be read by whom the named mode lets read: a secret in it must not meet a mode that others can read.</summary>
/// <param name="modeProperty">The name of the property that holds the <see cref="UnixMode"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReadableByAttribute(string modeProperty) : Attribute
{
    /// <summary>The name of the property that holds the mode.</summary>
    public string ModeProperty { get; } = modeProperty;
}
