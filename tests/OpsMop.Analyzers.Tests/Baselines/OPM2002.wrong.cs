public sealed partial class Shell : Role
{
    public override void Define(Host host)
    {
        host.Link("/bin/sh").Owner("root");
        host.Package("");
    }
}
