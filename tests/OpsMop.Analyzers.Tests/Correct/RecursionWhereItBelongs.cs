// Recursive owners below directories of the system, and system directories without recursion.
public sealed partial class App : Role
{
    private static readonly AbsolutePath s_var = "/var";

    public AbsolutePath Root { get; set; } = "/srv";

    public override void Define(Host host)
    {
        host.Directory(s_var / "lib" / "app").Owner("app").Group("app").Mode("0750").Recursive().FileMode("0640");
        host.Directory(Root).Owner("app").Mode("0755").Recursive();
        host.Directory("/etc").Owner("root").Group("root").Mode("0755");
        using (host.With(owner: "root"))
        {
            host.Directory("/usr/local/share/app").Mode("0755").Recursive();
            host.Directory("/usr/local").Mode("0755");
        }
    }
}
