public sealed partial class Web : Role
{
    public IReadOnlyList<string> Pages { get; set; } = [];

    public override void Define(Host host)
    {
        host.Directory("/srv/www").Owner("www-data");
        foreach (var page in Pages)
        {
            host.File($"/srv/www/{page}.html").Content($"<h1>{page}</h1>\n");
        }
    }
}
