using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>A host of a push, as far as roles are bound for it.</summary>
/// <param name="Name">Its name in the inventory: <c>host.Name</c>.</param>
/// <param name="Groups">The groups that it is in.</param>
/// <param name="Layers">Its layers, those of its groups before its own, parents first. Hosts that share a layer share the object.</param>
/// <param name="Roles">The roles that the policy has for it, in their order.</param>
public sealed record FleetHost(string Name, IReadOnlyList<string> Groups, IReadOnlyList<VariableLayer> Layers, IReadOnlyList<RoleEntry> Roles);
