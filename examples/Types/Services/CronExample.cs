/// <summary>Jobs of cron.</summary>
public sealed partial class CronExample : Role
{
    public override void Define(Host host)
    {
        // In a user's crontab. Holes are quoted, and % gets the backslash that cron wants.
        var folder = "/var/tmp/opsmop reports";
        host.Cron("opsmop cleaning").User("www-data").Schedule("30 3 * * mon-fri").Job($"find {folder} -mtime +7 -delete; date +%F")
            .Environment("MAILTO", "ops@example.org");
        host.Cron("opsmop greeting").User("www-data").Schedule("@reboot").Job($"echo hello").Disabled();

        // In a file of /etc/cron.d, which several jobs may share.
        host.Cron("opsmop report").File("opsmop").User("www-data").Schedule("@daily").Job($"/usr/bin/true");
        host.Cron("opsmop check").File("opsmop").Schedule("*/5 * * * *").Job($"test -e /etc/passwd");
    }
}

/// <summary>No such jobs. What else the crontab holds stays.</summary>
public sealed partial class CronGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Cron("opsmop cleaning").User("www-data").Absent();
        host.Cron("opsmop greeting").User("www-data").Absent();
        host.Cron("opsmop report").File("opsmop").Absent();
        host.Cron("opsmop check").File("opsmop").Absent();
    }
}
