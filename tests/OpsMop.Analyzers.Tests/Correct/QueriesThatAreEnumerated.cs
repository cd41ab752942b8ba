// Queries, iterators and functions that declare resources, and are enumerated and called somewhere.
public sealed partial class Site : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        IEnumerable<FileBuilder> all = [];
        all = all.Concat(Names.Select(name => host.File($"/a/{name}").Mode("0644")));
        all = all.Append(host.File("/a/last").Mode("0644"));
        foreach (var file in all.Where(file => file is not null))
        {
            file.Owner("root");
        }

        var byLength = Names.ToDictionary(name => name, name => host.Directory($"/b/{name}").Mode("0755"));
        host.Echo($"{byLength.Count} directories").After([.. byLength.Values]);
        host.Echo(string.Join(",", from name in Names let file = host.File($"/c/{name}").Mode("0644") select name));
        var any = Names.Select(name => host.Link($"/d/{name}").Target(name)).Any(_ => false);
        Action<string> add = name => host.File($"/e/{name}").Mode("0644");
        Names.ToList().ForEach(add);
        Declare();
        host.When(any, Declare);
        _ = Walk(host, 3).Count();

        void Declare() => host.Package("tree");
    }

    private static IEnumerable<DirectoryBuilder> Walk(Host host, int depth)
    {
        if (depth > 0)
        {
            yield return host.Directory($"/f/{depth}").Mode("0755");
            foreach (var below in Walk(host, depth - 1))
            {
                yield return below;
            }
        }
    }
}
