using OpsMop.Engine.Distribution;

namespace OpsMop.Push.Rollouts;

/// <summary>A composed policy, as a rollout needs it: what goes to which host.</summary>
internal interface IFleetPolicy
{
    /// <summary>The class of the policy.</summary>
    string Name { get; }

    /// <summary>What roles are for a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="roles">The roles.</param>
    RunOrder OrderFor(InventoryHost host, IReadOnlyList<RoleEntry> roles);

    /// <summary>What a role has to say and to do on the controller for a host; <see langword="null"/> if nothing.</summary>
    /// <param name="host">The host.</param>
    /// <param name="role">The role.</param>
    IContactHooks? HooksOf(InventoryHost host, RoleEntry role);

    /// <summary>What the policy has to say and to do for each host, around all roles; <see langword="null"/> if nothing.</summary>
    IContactHooks? Hooks { get; }
}
