[Reproducible]
public sealed partial class BuildHost : Role
{
    public override void Define(Host host)
    {
        host.Package("gcc-12").Version("12.2.0-14");
        host.Package("make").Version("4.3-4.1");
        host.Package("git").Version("1:2.39.5-0+deb12u2");
        host.Package("gcc-11").Absent();
    }
}
