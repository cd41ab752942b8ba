// Queries, lambdas and iterators that look lost and are not: spread, counted, boxed, kept in fields, called through tables, added to delegates.
public sealed partial class Lost : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];
    private readonly List<Action> _later = [];
    private Action? _one;

    public override void Define(Host host)
    {
        _ = Names.Select(name => host.Group(name)).ToArray();
        GroupBuilder[] all = [.. Names.Select(name => host.Group("b" + name))];
        foreach (var group in all.Where(group => group is not null).OrderBy(group => group.Location.ToString())) { group.System(); }
        Names.Select((name, i) => host.Group($"c{i}{name}")).Count();
        var query = Names.Select(name => host.Group("d" + name));
        if (query.Any()) { host.Echo("some"); }
        IEnumerable<GroupBuilder> lazily() { foreach (var n in Names) { yield return host.Group("e" + n); } }
        foreach (var g in lazily()) { g.System(); }
        Consume(Names.Select(name => host.Group("f" + name)));
        using var e = Names.Select(name => host.Group("g" + name)).GetEnumerator();
        while (e.MoveNext()) { e.Current.System(); }
        _later.Add(() => host.Group("h"));
        _one = () => host.Group("i");
        _one();
        _later.ForEach(step => step());
        Func<string, GroupBuilder>? make = null;
        make ??= name => host.Group("j" + name);
        make("x");
        var table = new Dictionary<string, Action> { ["k"] = () => host.Group("k"), ["l"] = L };
        table["k"]();
        table["l"]();
        void L() => host.Group("l");
        (Action first, Action second) = (() => host.Group("m"), () => host.Group("n"));
        first(); second();
        Recurse(3);
        void Recurse(int n) { if (n > 0) { host.Group($"o{n}"); Recurse(n - 1); } }
        Names.ToList().ForEach(name => { if (name.Length > 3) { host.Group("p" + name); } });
        Parallel.ForEach(Names, name => host.Group("q" + name));
        var lookup = (from name in Names group host.Group("r" + name) by name.Length into sized where sized.Count() > 1 select sized.Key).ToList();
        host.Echo($"{lookup.Count}");
        Action step2 = () => { };
        step2 += () => host.Group("s");
        step2();
        var lazy = new Lazy<GroupBuilder>(() => host.Group("t"));
        _ = lazy.Value;
        var counted = Names.Select(name => host.Group("u" + name));
        host.Echo(string.Join(",", counted));
        if (Names.Select(name => host.Group("v" + name)) is var q) { q.ToList(); }
        object boxed = Names.Select(name => host.Group("w" + name));
        ((IEnumerable<GroupBuilder>)boxed).ToList();
    }

    private static void Consume(IEnumerable<GroupBuilder> groups) => groups.ToList();
}
