/// <summary>A group of users.</summary>
public sealed partial class GroupExample : Role
{
    public override void Define(Host host)
    {
        // Others stay members; with ExactMembers these would be all.
        host.Group("opsmop-team").System().Members("root");
        host.Group("opsmop-gone-team").Absent();
    }
}
