// Which builder it is, only the run knows: ?:, switch, ??, pattern variables, null-conditional calls.
public sealed partial class Site : Role
{
    public string Kind { get; set; } = "";

    public override void Define(Host host)
    {
        var service = Kind switch
        {
            "web" => host.Service("nginx").Enabled(),
            "db" => host.Service("postgresql").Enabled(),
            _ => host.Service("cron").Enabled(),
        };
        service.Running();

        FileBuilder? extra = Kind is "web" ? host.File("/etc/web") : null;
        extra?.Mode("0644");
        (extra ?? host.File("/etc/other")).Mode("0600");

        if (host.User("former").RemoveHome() is var former)
        {
            former.Absent();
        }

        var package = host.Package("telnet").Purge();
        switch (Kind)
        {
            case "web":
                package.Absent();
                break;
            case { Length: > 3 } when Kind.StartsWith('x'):
                package.Absent();
                break;
        }
    }
}
