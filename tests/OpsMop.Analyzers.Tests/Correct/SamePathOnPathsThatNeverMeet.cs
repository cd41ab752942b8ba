// One path in many places: early returns out of loops and switches, pattern matching, try and finally; no run comes by two of them.
public sealed partial class Motd : Role
{
    public string Kind { get; set; } = "plain";

    public IReadOnlyList<string> Special { get; set; } = [];

    public override void Define(Host host)
    {
        foreach (var name in Special)
        {
            if (name == host.Name)
            {
                host.File("/etc/motd").Content("Special.\n").Mode("0644");
                return;
            }
        }

        try
        {
            switch (Kind)
            {
                case "none":
                    host.File("/etc/motd").Absent();
                    return;
                case { Length: > 20 }:
                    host.Directory("/etc/motd").Mode("0755");
                    return;
                default:
                    break;
            }
        }
        finally
        {
            host.Echo($"{host.Name} has its message.");
        }

        if (Kind is "link" or "symlink")
        {
            host.Link("/etc/motd").Target("/usr/share/motd");
        }
        else if (host.Groups.Contains("web"))
        {
            host.File("/etc/motd").Content("Web.\n").Mode("0644");
        }
        else
        {
            host.File("/etc/motd").Content("Welcome.\n").Mode("0644");
        }
    }
}
