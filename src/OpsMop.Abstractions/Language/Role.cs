namespace OpsMop;

/// <summary>
/// A part of a host's configuration. Derive as a partial class; its publicly settable properties are its variables, and
/// <see cref="Define"/> adds resources to the graph. It reads its variables and the host's facts, nothing else.
/// </summary>
public abstract class Role : RoleBase
{
    /// <summary>Declares the role's resources. It may be called more than once, for facts that take time to gather, so it must do nothing but declare.</summary>
    /// <param name="host">The host.</param>
    public abstract void Define(Host host);
}
