public sealed partial class Sites : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        Names.Select(name => host.Directory($"/srv/{name}").Mode("0755"));

        var pages =
            from name in Names
            where name.Length > 0
            select host.File($"/srv/{name}/index.html").Content(name).Mode("0644");

        var links = () => host.Link("/srv/www").Target("/srv/main");

        Logs(host);
    }

    private IEnumerable<FileBuilder> Logs(Host host)
    {
        foreach (var name in Names)
        {
            yield return host.File($"/var/log/{name}.log").Mode("0640");
        }
    }
}
