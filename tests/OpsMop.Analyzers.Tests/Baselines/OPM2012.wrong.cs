[Targets("debian", "gentoo")]
public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        host.Package("nginx");
        host.Service("nginx").Running().Enabled();
    }
}

[Targets("debian", "freebds")]
public sealed partial class Motd : Role
{
    public override void Define(Host host) => host.File("/etc/motd").Content("Be nice.\n").Mode("0644");
}
