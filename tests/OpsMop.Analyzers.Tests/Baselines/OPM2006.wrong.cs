public sealed partial class Site : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/nginx/sites-enabled").Content("include sites/*;\n").Mode("0644");
        host.Directory("/etc/nginx/sites-enabled/").Mode("0755");

        host.Package("apache2").Absent();
        host.Package("nginx");
        host.Package("apache2");
    }
}
