public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        var conf = host.File("/etc/nginx/nginx.conf").Content("workers 4;\n").Mode("0644");
        host.Service("nginx").Running().Enabled().RestartOn(conf);

        if (host.Platform.Is("debian"))
        {
            var reload = host.Handler("reload apache", () => host.Service("apache2").Reloaded());
            host.File("/etc/apache2/apache2.conf").Content("Timeout 300\n").Mode("0644").Notifies(reload);
        }
    }
}
