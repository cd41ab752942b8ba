namespace OpsMop;

/// <summary>The platforms that a policy or role is written for. The gate checks it for each of them, and for no other.</summary>
/// <param name="platforms">Their names, as providers name them: <c>debian</c>, <c>rhel</c>, <c>macos</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TargetsAttribute(params string[] platforms) : Attribute
{
    /// <summary>The names of the platforms.</summary>
    public IReadOnlyList<string> Platforms { get; } = platforms;
}
