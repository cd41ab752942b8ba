// Units that are started far from their files: by names in an array of another class, a link of systemd, a bus, a mount by its automount.
public static class Apps
{
    public const string Shop = "shop";
    public static readonly string[] All = [Shop, "cart"];
}

public sealed partial class Units : Role
{
    public string Instance { get; set; } = "one";

    public override void Define(Host host)
    {
        using var _ = host.With(mode: "0644");
        host.File($"/etc/systemd/system/{Apps.Shop}.service").Content("x");
        host.File("/etc/systemd/system/cart.service").Content("x");
        host.File("/etc/systemd/system/helper.service").Content("x");
        host.Link("/etc/systemd/system/multi-user.target.wants/helper.service").Target("../helper.service");
        host.File("/etc/systemd/system/bus.service").Content("[Service]\nBusName=org.example\n");
        host.File("/usr/share/dbus-1/system-services/org.example.service").Content("[D-BUS Service]\nSystemdService=bus.service\n");
        host.File("/etc/systemd/system/srv-data.mount").Content("x");
        host.Service("srv-data.automount").Running().Enabled();
        host.File("/etc/systemd/system/srv-data.automount").Content("x");
        host.Service(Instance).Enabled().State(Pick());
        host.Service("f").Enabled(Instance == "f");
        host.Service("g").Enabled(false);
        var up = host.Service("h").Enabled();
        if (Instance.Length > 0) { up.Running(); } else { up.Stopped(); }
        var conf = host.File("/etc/h").Content("h");
        host.Service("i").Enabled().Running().RestartOn(conf);
    }

    private ServiceState Pick() => Instance == "one" ? ServiceState.Running : ServiceState.Stopped;
}

public sealed partial class Other : Role
{
    public override void Define(Host host)
    {
        foreach (var app in Apps.All)
        {
            host.Service(app).Running().Enabled();
        }
    }
}
