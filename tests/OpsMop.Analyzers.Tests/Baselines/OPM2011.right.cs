[Targets("debian", "freebsd")]
public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        if (host.Platform.Is("debian"))
        {
            host.Package("nginx").Via<AptProvider>();
        }

        host.File("/etc/motd").Content("Served by nginx.\n").Mode("0644");
    }
}
