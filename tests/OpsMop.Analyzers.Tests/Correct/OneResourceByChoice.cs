// Resources as values of ?:, of a switch expression and of a null-conditional call: one of them is declared, and never two.
public sealed partial class Shell : Role
{
    public bool Small { get; set; }

    public int Level { get; set; }

    public override void Define(Host host)
    {
        var conf = Small ? host.File("/etc/profile").Content("# small\n") : host.File("/etc/profile").Content("# large\n");
        conf.Mode("0644");

        ResourceBuilder first = Level switch
        {
            0 => host.Package("dash"),
            1 => host.Package("bash"),
            _ when Small => host.Package("dash"),
            _ => host.Link("/bin/sh").Target("bash"),
        };
        host.Echo("The shell is there.").After(first);

        FileBuilder? rest = Small ? null : host.File("/etc/bash.bashrc").Content("# rest\n").Mode("0644");
        rest?.After(conf);
    }
}
