public sealed partial class Shell : Role
{
    public override void Define(Host host)
    {
        host.Link("/bin/sh").Target("dash").Owner("root");
        host.Package("dash");
    }
}
