[Reproducible]
public sealed partial class BuildHost : Role
{
    public override void Define(Host host)
    {
        host.Package("gcc-12");
        host.Package("make").Version("4.3-*");
        host.Package("git").Latest();
    }
}
