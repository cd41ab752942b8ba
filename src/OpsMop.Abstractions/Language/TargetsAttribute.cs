namespace OpsMop;

/// <summary>
/// The platforms that a policy or a role is for. The build checks it once for each of them, so that a branch on
/// <c>host.Platform.Is("macos")</c> is checked too; without it, a policy is checked for Debian.
/// </summary>
/// <remarks>On a role it narrows: the role is checked for those platforms alone. At run time it means nothing: a role runs wherever a policy adds it.</remarks>
/// <param name="names">
/// Names as <c>host.Platform.Is(…)</c> knows them: a distribution such as <c>debian</c>, <c>rocky</c>, <c>alpine</c>, <c>macos</c>, <c>freebsd</c>, or what several
/// have in common, such as <c>rhel</c>, <c>linux</c>, <c>bsd</c>, of which a typical one is taken.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TargetsAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
