[Targets("debian", "freebsd")]
public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        host.Package("nginx").Via<AptProvider>();
        host.File("/etc/motd").Content("Served by nginx.\n").Mode("0644").Via<ShadowUserProvider>();
    }
}
