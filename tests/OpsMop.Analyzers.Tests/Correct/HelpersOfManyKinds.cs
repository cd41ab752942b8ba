// Helpers of many kinds: delegates that take the host, methods with optional and named arguments, static abstract ones, recursion over data, resources in constructors.
public delegate FileBuilder Maker(Host host, string name);

public sealed record Folder(string Name, IReadOnlyList<Folder> Children);

public sealed class Site(Host host, AbsolutePath root)
{
    public DirectoryBuilder Root { get; } = host.Directory(root).Mode("0755");

    public FileBuilder this[string page] => host.File(root / page).Content(page).Mode("0644").After(Root);
}

public sealed partial class Helped : Role
{
    private static readonly Maker s_plain = static (host, name) => host.File($"/etc/helped/{name}").Mode("0644");

    private readonly Dictionary<string, Maker> _makers = new()
    {
        ["plain"] = s_plain,
        ["private"] = (host, name) => host.File($"/etc/helped/{name}").Mode("0600"),
    };

    public IReadOnlyList<string> Pages { get; set; } = [];

    public override void Define(Host host)
    {
        foreach (var (kind, maker) in _makers)
        {
            maker(host, kind).Content($"{kind}\n");
        }

        Walk(new("srv", [new("a", []), new("b", [new("c", [])])]), "/");
        var site = new Site(host, "/srv/helped");
        Pages.Select(page => site[page]).ToList().ForEach(page => page.Owner("www-data"));
        _ = site["index.html"];

        var install = Install;
        install("curl", false);
        Install(recommends: true, name: "wget");
        Action<string>[] all = [name => host.Group(name).System(), name => host.User(name).System().Group(name)];
        foreach (var step in all)
        {
            step("helped");
        }

        Func<Func<string, ServiceBuilder>> outer = () => unit => host.Service(unit).Running().Enabled();
        outer()("helped");

        void Walk(Folder folder, AbsolutePath above)
        {
            var here = host.Directory(above / folder.Name).Mode("0755");
            foreach (var child in folder.Children)
            {
                Walk(child, above / folder.Name);
            }

            here.Tags("tree");
        }

        void Install(string name, bool recommends = false)
        {
            var package = host.Package(name);
            if (!recommends)
            {
                package.NoRecommends();
            }
        }
    }
}
