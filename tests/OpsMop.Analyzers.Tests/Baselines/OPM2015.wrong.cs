public sealed partial class Web : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/nginx/nginx.conf").Content("workers 4;\n").Mode("0644");
        host.Service("nginx").Enabled().Restarted();

        if (host.Platform.Is("debian"))
        {
            host.Service("apache2").State(ServiceState.Reloaded);
        }
    }
}
