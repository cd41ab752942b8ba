namespace OpsMop;

/// <summary>Gives a role's variables their values: data layers first, then the code that adds the role, then <c>--set</c>.</summary>
internal interface IRoleBinder
{
    /// <summary>Binds a fresh role.</summary>
    /// <param name="role">The role, with the values of its class.</param>
    /// <param name="configure">The code that adds it; <see langword="null"/> where there is none.</param>
    /// <param name="location">Where it is added.</param>
    void Bind(RoleBase role, Action? configure, SourceLocation location);
}
