/// <summary>A service: what it does now, and whether it does so after a reboot.</summary>
public sealed partial class ServiceExample : Role
{
    public override void Define(Host host)
    {
        var unit = host.File("/etc/systemd/system/opsmop-example.service").Mode("0644").Content("""
            [Unit]
            Description=An example of OpsMop

            [Service]
            EnvironmentFile=/etc/opsmop-example.conf
            ExecStart=/bin/sleep infinity

            [Install]
            WantedBy=multi-user.target

            """);
        var conf = host.File("/etc/opsmop-example.conf").Content("GREETING=hello\n").Mode("0644");

        // systemd reads changed unit files anew by itself. The restart comes once, when the role ends.
        host.Service("opsmop-example").Running().Enabled().RestartOn(unit, conf);
    }
}
