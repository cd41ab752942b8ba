public sealed partial class Web : Role
{
    /// <summary>Where the site is.</summary>
    public AbsolutePath Root { get; set; } = "/srv/www";

    public override void Define(Host host)
    {
        host.Package("nginx").UpdateCache("1d");
        host.User("www-shop").System();
        host.Directory(Root).Mode("0755").Parents();
        host.Link("/etc/nginx/sites-enabled/shop").Target("/etc/nginx/sites-available/shop");
        host.File("/etc/sysctl.d/50-backlog.conf").Content("net.core.somaxconn = 1024\n").Mode("0644");
        host.Service("nginx").Running().Enabled();
    }
}
