namespace OpsMop.Types.Tests.Services;

public sealed class SupervisorProgramTests(LabFixture fixture) : TypeTests(fixture)
{
    [LabFact]
    public async Task Programs_run_and_are_taken_away()
    {
        await InstallAsync("supervisor");
        await ProveAsync(
            "supervisor-program",
            before: "systemctl start supervisor && until supervisorctl status >/dev/null 2>&1; do sleep 0.1; done",
            there:
            [
                ("supervisorctl status 'opsmop-worker:*' | awk '{print $1, $2}'", "opsmop-worker:opsmop-worker_00 RUNNING\nopsmop-worker:opsmop-worker_01 RUNNING"),
                ("pgrep -u www-data -fc '[/]bin/sleep 4242'", "2"),
                ("supervisorctl status opsmop-manual | awk '{print $1, $2}'", "opsmop-manual STOPPED"),
            ],
            gone: [("supervisorctl status", ""), ("pgrep -fc '[/]bin/sleep 4242'", "0"), ("ls /etc/supervisor/conf.d", "")]);
        await AskAsync("systemctl stop supervisor");
    }
}
