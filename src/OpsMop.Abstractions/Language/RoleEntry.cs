namespace OpsMop;

/// <summary>A role that a policy adds.</summary>
public sealed class RoleEntry
{
    private readonly Func<RoleBase> _create;

    internal RoleEntry(string? name, Type type, Func<RoleBase> create, Action<RoleBase>? configure, bool isWhole, SourceLocation location)
    {
        _create = create;
        Name = name ?? Naming.Kebab(type.Name);
        Configure = configure;
        IsWhole = isWhole;
        Location = location;
    }

    /// <summary>The name of the instance.</summary>
    public string Name { get; }

    /// <summary>Where it is added.</summary>
    public SourceLocation Location { get; }

    internal bool IsWhole { get; }

    internal Action<RoleBase>? Configure { get; }

    internal IReadOnlyList<string> TagList { get; private set; } = [];

    /// <summary>Adds tags to all resources of the role.</summary>
    /// <param name="tags">The tags.</param>
    public RoleEntry Tags(params string[] tags)
    {
        TagList = [.. TagList, .. tags];
        return this;
    }

    internal RoleBase Create()
    {
        var role = _create();
        role.RoleName = Name;
        return role;
    }
}
