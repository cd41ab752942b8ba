public sealed partial class Report : Role
{
    public override void Define(Host host)
    {
        // No shell runs: app would get '|', 'gzip', '>' and the path as arguments.
        host.Command($"app report | gzip > /var/lib/app/report.gz").Creates("/var/lib/app/report.gz");
        host.Command($"app import $HOME/data").Unless($"app has data && app is ready");

        // No shell is needed.
        host.Shell($"app migrate --database shop").Unless($"app migrated shop");
    }
}
