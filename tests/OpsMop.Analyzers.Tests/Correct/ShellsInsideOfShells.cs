// Second shells that get nothing of the holes as syntax: parameters, standard input, hosts and users as options, numbers, constants.
public sealed partial class Nested : Role
{
    private const string Probe = "systemctl is-active nginx";

    public string Peer { get; set; } = "peer.example.org";

    public string Database { get; set; } = "shop";

    public AbsolutePath Script { get; set; } = "/usr/local/bin/probe";

    public int Limit { get; set; } = 10;

    public Port Port { get; set; } = 22;

    public IReadOnlyList<string> Arguments { get; set; } = [];

    public override void Define(Host host)
    {
        host.Command($"ssh -i /etc/probe/key -p {Port} probe@peer.example.org {Probe}").ChangedWhen(_ => false);
        host.Command($"ssh -o BatchMode=yes -o UserKnownHostsFile=/etc/probe/known_hosts {Peer} uptime").ChangedWhen(_ => false);
        host.Command($"bash {Script} {Arguments}").Creates("/var/lib/probe/ran");
        host.Command($"bash -s {Database} {Limit}").Stdin("createdb \"$1\" --connection-limit=\"$2\"\n").Unless($"psql -lqt {Database}");
        host.Command($"sh -c 'test -e \"$0/$1\"' {Script.Parent} {Script.Name}").ChangedWhen(_ => false);
        host.Command($"bash -c 'head -n \"$1\" /etc/passwd' bash {Limit}").ChangedWhen(_ => false);
        host.Command($"sudo -u postgres -- psql --command {$"SELECT pg_size_pretty(pg_database_size('{Database}'))"}").ChangedWhen(_ => false);
        host.Command($"su --login postgres --command 'vacuumdb --all --quiet'").ChangedWhen(_ => false);
        host.Command($"env -i PATH=/usr/bin timeout 10 {Script}").ChangedWhen(_ => false);
        host.Command($"find /var/log/probe -name '*.gz' -mtime +{Limit} -exec rm -- '{{}}' +").ChangedWhen(outcome => outcome.Output.Length > 0);
        host.Command($"git -C /srv/probe -c user.name={Peer} commit --allow-empty --message {$"probe of {Database}"}").Creates("/srv/probe/.git/refs/heads/main");
        host.Shell($"for i in $(seq {Limit}); do ping -c 1 {Peer} && break; sleep 1; done").ChangedWhen(_ => false);
        host.Shell($"trap 'rm -f \"$t\"' EXIT; t=$(mktemp); pg_dump {Database} > \"$t\" && mv \"$t\" /var/backups/{Database}.sql").Creates($"/var/backups/{Database}.sql");
        host.Command($"docker exec db sh -c 'pg_isready -t \"$1\"' sh {Limit}").ChangedWhen(_ => false);
        host.Shell($$"""awk -F: '$3 >= 1000 { print $1 }' /etc/passwd > /var/lib/probe/{{Database}}""").Creates((AbsolutePath)"/var/lib/probe" / Database);
        host.Command($"xargs --arg-file {Script} --max-args {Limit} echo").ChangedWhen(_ => false);
    }
}
