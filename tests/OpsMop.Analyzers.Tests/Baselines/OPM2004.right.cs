public sealed partial class Search : Role
{
    /// <summary>Whose index it is. A hole is one argument, whatever is in it.</summary>
    public string Title { get; set; } = "Grace's";

    public override void Define(Host host)
    {
        host.Command($"app index --title {Title}").Creates("/var/lib/app/index");
        host.Shell($"app export \"all of it\" > /var/lib/app/export").Creates("/var/lib/app/export");
    }
}
