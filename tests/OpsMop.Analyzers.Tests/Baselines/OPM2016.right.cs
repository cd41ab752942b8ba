// file: files/issue
public sealed partial class Motd : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/motd").Content($"This is {host.Name}.\n").Mode("0644");

        if (host.FileTests.IsFile("/etc/issue.net"))
        {
            host.File("/etc/issue.net").Source("files/issue").Mode("0644");
        }
    }
}
