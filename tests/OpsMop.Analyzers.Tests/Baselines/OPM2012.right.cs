[Targets("debian", "gentoo")]
public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        if (host.Platform.Is("apt"))
        {
            host.Package("nginx");
        }

        host.Service("nginx").Running().Enabled();
    }
}

[Targets("debian", "freebsd")]
public sealed partial class Motd : Role
{
    public override void Define(Host host) => host.File("/etc/motd").Content("Be nice.\n").Mode("0644");
}
