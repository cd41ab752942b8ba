namespace OpsMop;

/// <summary>How many characters a text, or how many items a list, must have.</summary>
/// <param name="minimum">The least number allowed.</param>
/// <param name="maximum">The greatest number allowed.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LengthAttribute(int minimum, int maximum) : Attribute
{
    /// <summary>The least number allowed.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The greatest number allowed.</summary>
    public int Maximum { get; } = maximum;
}
