public sealed partial class Report : Role
{
    public override void Define(Host host)
    {
        host.Shell($"app report | gzip > /var/lib/app/report.gz").Creates("/var/lib/app/report.gz");
        host.Shell($"app import $HOME/data").Unless($"app has data && app is ready");
        host.Command($"app migrate --database shop").Unless($"app migrated shop");

        // In quotes it is an argument as any other.
        host.Command($"app search 'shirts|shoes'").ChangedWhen(_ => false);
    }
}
