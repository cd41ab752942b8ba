// file: files/backup.service
// file: files/backup.timer
public sealed partial class Backup : Role
{
    public override void Define(Host host)
    {
        host.File("/etc/systemd/system/backup.service").Source("files/backup.service").Mode("0644");
        host.File("/etc/systemd/system/backup.timer").Source("files/backup.timer").Mode("0644");
        host.Service("cron").Enabled();
    }
}
