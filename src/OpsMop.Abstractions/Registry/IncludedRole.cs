namespace OpsMop;

/// <summary>A role that another may include while it is defined. Generated. By it a controller knows whose data a host may need.</summary>
/// <param name="Type">The full name of its class, as <see cref="RoleDescriptor.Type"/> has it.</param>
/// <param name="Name">The name of the instance; what it begins with where there is an ending.</param>
/// <param name="Ending">What the name ends with where what stands between is known only then: <c>-logs</c> of <c>$"{RoleName}-logs"</c>; <see langword="null"/> where the name is known.</param>
public sealed record IncludedRole(string Type, string Name, string? Ending = null);
