// Helper methods that are called many times with other names: a static class, an extension method, a generic one, a partial class.
public sealed partial class Sites : Role
{
    public IReadOnlyList<Domain> Domains { get; set; } = [];

    public override void Define(Host host)
    {
        One(host, new Domain("a.example", null));
        One(host, new Domain("b.example", "a.example"));
        foreach (var (name, alias) in Domains.Select(domain => (domain.Name, domain.Alias)))
        {
            One(host, new Domain(name, alias));
        }

        host.Page("/srv/www/a", "a").Mode("0644");
        host.Page("/srv/www/b", "b").Mode("0644");
        Finish(host, first: true);
        Finish(host, first: false);
        if (Domains is [var only])
        {
            host.Link("/srv/www/only").Target(only.Name);
        }
    }

    private static void One(Host host, Domain domain)
    {
        host.Directory($"/srv/www/{domain.Name}").Mode("0755");
        if (domain.Alias is { } alias)
        {
            host.Link($"/srv/www/{domain.Name}/alias").Target(alias);
        }
    }

    private static void Finish(Host host, bool first)
    {
        if (first)
        {
            host.Package("nginx");
            return;
        }

        host.Package("nginx");
    }
}

public sealed record Domain(string Name, string? Alias);

public static class Pages
{
    public static FileBuilder Page(this Host host, AbsolutePath folder, string text) => host.File(folder / "index.html").Content($"<h1>{text}</h1>\n");
}
