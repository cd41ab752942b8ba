namespace OpsMop.Push.Lab.Policies;

/// <summary>A service of its own unit, restarted when its configuration changes.</summary>
public sealed partial class DemoService : Role
{
    public string Setting { get; set; } = "1";

    public override void Define(Host host)
    {
        var restart = host.Handler("restart", () => host.Service("push-demo").Restarted());
        host.File("/etc/systemd/system/push-demo.service").Content("[Service]\nExecStart=/bin/sh -c 'cat /etc/push-demo.conf >>/run/push-demo; exec sleep infinity'\n\n[Install]\nWantedBy=multi-user.target\n");
        host.File("/etc/push-demo.conf").Content($"setting {Setting}\n").Notifies(restart);
        host.Service("push-demo").Running().Enabled();
    }
}
