namespace OpsMop.Types.Tests.Services;

public sealed class LogrotateTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Logs_are_rotated_as_declared()
    {
        await InstallAsync("logrotate");
        await ProveAsync(
            "logrotate",
            before: "mkdir -p /var/log/opsmop-app && echo old >/var/log/opsmop-app/one.log",
            there:
            [
                ("stat -c '%a %U:%G' /etc/logrotate.d/opsmop-app", "644 root:root"),
                ("logrotate --debug /etc/logrotate.conf 2>&1 | grep -c 'error:.*opsmop'", "0"),

                // Rotated for real, the log is moved away and made anew.
                ("logrotate --force --state /run/opsmop-rotated /etc/logrotate.d/opsmop-app && cat /var/log/opsmop-app/one.log.1 && stat -c '%a %U:%G %s' /var/log/opsmop-app/one.log", "old\n640 root:adm 0"),
            ],
            gone: [("ls /etc/logrotate.d/opsmop-* 2>/dev/null", "")]);
        await AskAsync("rm -r /var/log/opsmop-app /run/opsmop-rotated");
    }
}
