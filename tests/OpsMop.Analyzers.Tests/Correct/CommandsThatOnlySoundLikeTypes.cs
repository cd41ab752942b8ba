// Commands that name a program which a type replaces, and do something else.
public sealed partial class Site : Role
{
    public IReadOnlyList<string> Hosts { get; set; } = [];

    public override void Define(Host host)
    {
        host.Command($"apt-get update").ChangedWhen(_ => false);
        host.Command($"systemctl daemon-reload").ChangedWhen(_ => false);
        host.Command($"curl -fsS -X POST --data-binary @/srv/report https://example.org/reports").Unless($"app reported");
        host.Shell($"rm -rf /srv/cache/*").OnlyIf($"app has-stale-cache");
        host.Shell($"service app configtest && app check").ChangedWhen(_ => false);
        host.Command($"/opt/vendor/systemctl start").Creates("/run/vendor");
        host.Command($"./install --prefix /opt").Directory("/opt/src").Creates("/opt/bin");
        host.Command($"chmod u+s /usr/local/bin/ping").Unless($"test -u /usr/local/bin/ping");
        host.Command($"git bundle create /srv/app.bundle --all").Creates("/srv/app.bundle");
        host.Command($"ln /srv/app/data /srv/app/data.hard").Creates("/srv/app/data.hard");
        host.Shell($"app stop && rm -f /srv/app/lock && app migrate").Unless($"app migrated");
        foreach (var name in Hosts)
        {
            host.Command($"ssh {name} uptime").ChangedWhen(_ => false);
        }
    }
}
