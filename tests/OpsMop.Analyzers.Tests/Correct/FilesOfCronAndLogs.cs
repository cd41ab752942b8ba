// file: files/cron/report
// file: files/logrotate.conf
// file: templates/app.tmpl
// Source files by constants in other classes, by data, by interpolation, by a choice, with ./ and doubled slashes; names that are computed; folders of cron and logs.
public static class Sources
{
    public const string Folder = "files";
    public static readonly SourceFile Rotation = Folder + "/logrotate.conf";
}

public sealed partial class Scheduled : Role
{
    public IReadOnlyList<string> Jobs { get; set; } = ["report"];

    public SourceFile Template { get; set; } = "templates/app.tmpl";

    public CronSchedule Schedule { get; set; } = "*/5 0-6,22,23 * JAN-MAR MON";

    public bool Weekly { get; set; }

    public override void Define(Host host)
    {
        using (host.With(mode: "0644", owner: "root"))
        {
            host.File("/etc/logrotate.d/app").Source(Sources.Rotation);
            host.File("/etc/app.conf").Source(Template);
            foreach (var job in Jobs)
            {
                host.File($"/etc/cron.daily/{job}").Source($"{Sources.Folder}/cron/{job}").Mode("0755");
            }

            host.File("/etc/cron.weekly/report").Source(Weekly ? "files/cron/report" : Template).Mode("0755");
            host.File("/etc/cron.d/app").Content($"SHELL=/bin/sh\n{Schedule} app /usr/bin/app --quiet > /tmp/app.log 2>&1\n");
            host.File("/etc/cron.d/old").Absent();
        }

        host.Directory("/var/log/app").Owner("app").Group("adm").Mode("2750");
        host.File("/etc/rsyslog.d/30-app.conf").Content("if $programname == 'app' then /var/log/app/app.log\n& stop\n").Mode("0644");
        host.File("/var/spool/cron/crontabs/app").Content($"{Schedule} /usr/bin/app\n").Owner("app").Group("crontab").Mode("0600");
    }
}
