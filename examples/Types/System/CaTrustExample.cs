/// <summary>An authority of one's own: programs of the host accept the certificates that it has signed.</summary>
public sealed partial class CaTrustExample : Role
{
    public override void Define(Host host) => host.CaTrust("opsmop-root").Source("files/opsmop-root.pem");
}

/// <summary>The host no longer trusts it.</summary>
public sealed partial class CaTrustGoneExample : Role
{
    public override void Define(Host host) => host.CaTrust("opsmop-root").Absent();
}
