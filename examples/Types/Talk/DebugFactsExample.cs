/// <summary>Shows what is known of the host, for whoever writes a policy.</summary>
public sealed partial class DebugFactsExample : Role
{
    public override void Define(Host host) => host.DebugFacts().Platform().UserFacts();
}
