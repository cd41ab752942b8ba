namespace OpsMop.Types.Tests.Services;

public sealed class CronTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Jobs_are_brought_changed_and_taken_away_and_what_others_wrote_stays()
    {
        await InstallAsync("cron");
        await ProveAsync(
            "cron",
            before: "printf '# mine\\n\\n5 4 * * *\\techo  x\\n@reboot echo hello\\n' | crontab -u www-data -",
            there:
            [
                (
                    "crontab -u www-data -l",
                    """
                    # mine

                    MAILTO=ops@example.org
                    5 4 * * *	echo  x
                    # opsmop: opsmop greeting
                    #@reboot echo hello
                    # opsmop: opsmop cleaning
                    30 3 * * mon-fri find '/var/tmp/opsmop reports' -mtime +7 -delete; date +\%F
                    """),
                (
                    "cat /etc/cron.d/opsmop",
                    """
                    # opsmop: opsmop report
                    @daily www-data /usr/bin/true
                    # opsmop: opsmop check
                    */5 * * * * root test -e /etc/passwd
                    """),
                ("stat -c '%a %U:%G' /etc/cron.d/opsmop", "644 root:root"),

                // cron reads the file and has nothing to say against it.
                ("systemctl restart cron && sleep 0.3 && journalctl --unit cron --quiet --since -5s | grep -ciE 'bad|error|wrong|insecure'", "0"),
            ],
            gone:
            [
                ("crontab -u www-data -l", "# mine\n\nMAILTO=ops@example.org\n5 4 * * *\techo  x"),
                ("ls /etc/cron.d/opsmop 2>/dev/null", ""),
            ]);
        await AskAsync("crontab -u www-data -r");
    }
}
