// Names below /tmp where root is not at work, or nothing is put there: texts about /tmp, patterns, users, mounts, private folders, files of tmpfiles.d.
public sealed partial class Temporary : Role
{
    public AbsolutePath Scratch { get; set; } = "/var/tmp";

    public override void Define(Host host)
    {
        host.Directory("/tmp").Mode("1777");
        host.Directory("/var/tmp").Mode("1777").Owner("root");
        host.File("/etc/tmpfiles.d/app.conf").Content("d /tmp/app 0700 app app 1d\nx /tmp/keep\n").Mode("0644");
        host.File("/etc/systemd/system/tmp.mount").Content("[Mount]\nWhat=tmpfs\nWhere=/tmp\n").Mode("0644");
        host.Service("tmp.mount").Running().Enabled();
        host.File("/tmp/old-installer.sh").Absent();
        host.Directory("/tmp/old-work").Absent();
        host.Owns("/tmp/app-*").Recursive();
        host.Shell($"/opt/app/bin/dump > /tmp/app.dump").Creates("/tmp/app.dump").As("app");
        host.Shell($"ls /tmp/*.sock > /var/lib/app/sockets").Creates("/var/lib/app/sockets");
        host.Shell($"sort -o /var/lib/app/sorted < /tmp/app.in").Creates("/var/lib/app/sorted");
        host.File("/etc/app.conf").Content($"socket=/tmp/app.sock\nscratch={Scratch}\n").Mode("0644");
        host.File("/srv/chroot/tmp/app").Content("inside\n").Mode("0644");
        using (host.With(user: "app", owner: "app", mode: "0600"))
        {
            host.File("/tmp/app.pid").Content("0\n");
            host.Shell($"date > /tmp/app.date").Creates("/tmp/app.date");
        }
    }
}
