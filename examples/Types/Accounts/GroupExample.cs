/// <summary>A group of users.</summary>
public sealed partial class GroupExample : Role
{
    public override void Define(Host host) =>
        // Others stay members; with ExactMembers these would be all.
        host.Group("opsmop-team").Gid(4321).Members("root");
}

/// <summary>No such group.</summary>
public sealed partial class GroupGoneExample : Role
{
    public override void Define(Host host) => host.Group("opsmop-team").Absent();
}
