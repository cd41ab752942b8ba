// Unit files whose units are managed in a loop, by another role, by a timer, by a handler, or not to be started at all.
public sealed partial class Units : Role
{
    private static readonly AbsolutePath s_folder = "/etc/systemd/system";

    public IReadOnlyList<string> More { get; set; } = [];

    public override void Define(Host host)
    {
        foreach (var name in (string[])["one", "two"])
        {
            host.File(s_folder / $"{name}.service").Content("[Service]\n").Mode("0644");
            host.Service(name).Running().Enabled();
        }

        host.File(s_folder / "one.socket").Content("[Socket]\n").Mode("0644");
        host.File("/etc/systemd/system/backup.service").Content("[Service]\nType=oneshot\n").Mode("0644");
        host.File("/etc/systemd/system/backup.timer").Content("[Timer]\nOnCalendar=daily\n").Mode("0644");
        host.Service("backup.timer").Running().Enabled();
        host.File("/etc/systemd/system/worker@.service").Content("[Service]\n").Mode("0644");
        host.File("/etc/systemd/system/nginx.service.d/limits.conf").Content("[Service]\nLimitNOFILE=65536\n").Mode("0644");
        host.File("/etc/systemd/system/old.service").Absent();
        host.Link("/etc/systemd/system/ctrl-alt-del.target").Target("/dev/null");
    }
}

public sealed partial class Shared : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/systemd/system/shared.service").Content("[Service]\n").Mode("0644");
        Unit.Declare(host, "other");
    }
}

public sealed partial class User : Role
{
    public override void Define(Host host) => host.Service("shared").Running().Enabled();
}

public static class Unit
{
    public static ServiceBuilder Declare(Host host, string name) => host.Service(name).Running().Enabled();
}
