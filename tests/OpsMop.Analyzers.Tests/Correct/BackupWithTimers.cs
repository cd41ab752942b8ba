// Units that a loop over tuples puts in place and starts; a timer for a service; a failure unit that only another unit names; a template; a path unit.
public sealed partial class Backups : Role
{
    private static readonly (string Name, string Calendar, string Command)[] s_jobs =
    [
        ("backup-database", "*-*-* 02:30:00", "/usr/local/sbin/backup database"),
        ("backup-files", "Sun 03:00", "/usr/local/sbin/backup files"),
    ];

    public AbsolutePath Target { get; set; } = "/var/backups/shop";

    [Required]
    public Secret? Passphrase { get; set; }

    public override void Define(Host host)
    {
        using var _ = host.With(owner: "root", group: "root", mode: "0644", directoryMode: "0750");

        host.Directory(Target).Parents();
        host.File("/etc/backup.pass").Content($"{Passphrase}\n").Mode("0600");
        host.File("/usr/local/sbin/backup").Mode("0750").Content(
            """
            #!/bin/bash
            set -euo pipefail
            export RESTIC_PASSWORD_FILE=/etc/backup.pass
            work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
            case "$1" in
              database) pg_dumpall | gzip > "$work/all.sql.gz" ;;
              *) tar -C / -czf "$work/files.tgz" srv ;;
            esac
            restic backup "$work"
            """);

        foreach (var (name, calendar, command) in s_jobs)
        {
            host.File($"/etc/systemd/system/{name}.service").Content($"[Unit]\nOnFailure=mail@%n.service\n[Service]\nType=oneshot\nExecStart={command}\n");
            var timer = host.File($"/etc/systemd/system/{name}.timer").Content($"[Timer]\nOnCalendar={calendar}\nPersistent=true\n[Install]\nWantedBy=timers.target\n");
            host.Service($"{name}.timer").Running().Enabled().RestartOn(timer);
        }

        host.File("/etc/systemd/system/mail@.service").Content("[Service]\nType=oneshot\nExecStart=/usr/local/sbin/mail-failure %i\n");
        host.File("/etc/systemd/system/prune.service").Content("[Service]\nType=oneshot\nExecStart=/usr/bin/restic forget --prune --keep-daily 7\n");
        host.File("/etc/systemd/system/prune.path").Content("[Path]\nPathChanged=/var/backups/shop\n");
        host.Service("prune.path").Running().Enabled();
        host.Directory("/etc/systemd/system/cron.service.d");
        host.File("/etc/systemd/system/cron.service.d/nice.conf").Content("[Service]\nNice=10\n");
        host.File("/etc/cron.d/backup-check").Content("MAILTO=root\n*/15 * * * * root test -e /var/backups/shop/last || echo missing\n");
        host.File("/etc/logrotate.d/backup").Content("/var/log/backup/*.log {\n  weekly\n  create 0640 root adm\n  postrotate\n    systemctl kill -s HUP backup\n  endscript\n}\n");
    }
}
