namespace OpsMop.Engine.Distribution;

/// <summary>What came of binding a role for a host. Hosts for which the same came of it share the object.</summary>
/// <param name="Role">The role as data; <see langword="null"/> where something is wrong with it.</param>
/// <param name="Findings">What was found, warnings included.</param>
public sealed record RoleBinding(BoundRole? Role, IReadOnlyList<Finding> Findings);
