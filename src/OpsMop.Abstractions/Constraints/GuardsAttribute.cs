namespace OpsMop;

/// <summary>
/// Where the property is given, the command of its resource is not run when it is not needed. A command without any such property runs in each run. What a
/// property with <see cref="RunsCommandAttribute"/> beside this one runs only reads.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GuardsAttribute : Attribute
{
    /// <summary>Whether it is the path of what the command makes.</summary>
    public bool Makes { get; init; }
}
