public sealed partial class Sites : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        foreach (var name in Names)
        {
            host.Directory($"/srv/{name}").Mode("0755");
        }

        var pages = Names.Select(name => host.File($"/srv/{name}/index.html").Content(name).Mode("0644")).ToList();
        host.Link("/srv/www").Target("/srv/main").After([.. pages]);

        foreach (var log in Logs(host))
        {
            log.Owner("www-data");
        }
    }

    private IEnumerable<FileBuilder> Logs(Host host)
    {
        foreach (var name in Names)
        {
            yield return host.File($"/var/log/{name}.log").Mode("0640");
        }
    }
}
