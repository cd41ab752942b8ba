public sealed partial class Motd : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/motd").Content("Welcome.\n").Source("files/motd").Mode("0644");

        var issue = host.File("/etc/issue").Content("Debian\n").Mode("0644");
        issue.Absent();
    }
}
