public sealed partial class Installer : Role
{
    public override void Define(Host host)
    {
        host.Directory("/tmp/installer").Mode("0700");
        host.Shell($"cd /opt && curl -fsSo /tmp/app.tar https://example.org/app.tar && tar xf /tmp/app.tar").Creates("/opt/app");
        host.Shell($"/opt/app/bin/setup > /var/tmp/setup.log").Creates("/tmp/setup.done");
    }
}
