public sealed partial class Search : Role
{
    public override void Define(Host host)
    {
        // The apostrophe opens a quote.
        host.Command($"app index --title Grace's").Creates("/var/lib/app/index");
        host.Shell($"app export \"all of it > /var/lib/app/export").Creates("/var/lib/app/export");
    }
}
