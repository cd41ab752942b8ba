// A role derives from another, declares in a virtual method what others replace, and includes a third under two names.
public partial class Server : Role
{
    public override void Define(Host host)
    {
        host.Package("nginx");
        Configure(host);
    }

    protected virtual void Configure(Host host) => host.File("/etc/nginx/nginx.conf").Content("events {}\n").Mode("0644");
}

public sealed partial class Proxy : Server
{
    public override void Define(Host host)
    {
        base.Define(host);
        host.Include<Log>(log => log.Name = "access", name: "access-log");
        host.Include<Log>(log => log.Name = "error", name: "error-log");
    }

    protected override void Configure(Host host)
    {
        host.File("/etc/nginx/nginx.conf").Content("events { worker_connections 9; }\n").Mode("0644");
        host.Directory("/etc/nginx/proxies").Mode("0755");
    }
}

public sealed partial class Log : Role
{
    public string Name { get; set; } = "";

    public override void Define(Host host) => host.File($"/var/log/nginx/{Name}.log").Mode("0640");
}

public sealed partial class Web : Policy
{
    public bool Both { get; set; }

    public override void Compose(Roles roles)
    {
        if (Both)
        {
            roles.Add<Proxy>("one");
            roles.Add<Server>("two");
        }
        else
        {
            roles.Add<Proxy>("one");
        }

        foreach (var name in new[] { "blog", "shop" })
        {
            roles.Add<Log>($"{name}-log", log => log.Name = name);
        }
    }
}
