// The same thing declared twice where never both are reached, in words that differ: enum values, comparisons, Take and Skip, catch, a helper that tries.
public enum Shade { Light, Dark }
public sealed partial class Two : Role
{
    public Shade Shade { get; set; }
    public int Count { get; set; }
    public string? Name { get; set; }
    public IReadOnlyList<string> Names { get; set; } = [];
    public override void Define(Host host)
    {
        // Declarations in branches that never meet, in words that differ.
        if (Shade == Shade.Light) { host.File("/a").Content("l").Mode("0644"); }
        if (Shade == Shade.Dark) { host.File("/a").Content("d").Mode("0644"); }
        if (Count > 3) { host.Directory("/b").Mode("0755"); }
        if (Count <= 3) { host.File("/b").Content("b").Mode("0644"); }
        switch (Name) { case "x": host.Link("/c").Target("x"); break; case null: host.Link("/c").Target("n"); break; }
        _ = Shade switch { Shade.Light => host.Package("p").Version("1"), _ => host.Package("p").Version("2") };
        var q = Name is { } n ? host.User("u").Comment(n) : host.User("u").Absent();
        foreach (var one in Names.Take(1)) { host.File("/first").Content(one).Mode("0644"); }
        foreach (var other in Names.Skip(1).Take(1)) { host.File($"/{other}").Content("x").Mode("0644"); }
        if (Names.Count == 0) { host.File("/first").Absent(); }
        for (var i = 0; i < 2; i++) { if (i == 0) { host.Group("g").Gid(5); } else { host.Group("g").Absent(); } }
        try { host.File("/t").Content(Names[0]).Mode("0644"); } catch (ArgumentException) { host.File("/t").Absent(); }
        if (!TryDeclare(host)) { host.File("/d").Content("d").Mode("0644"); }
        do { if (Count > 0) { host.File("/e").Content("e").Mode("0644"); break; } host.File("/e").Absent(); } while (false);
        var done = new HashSet<string>();
        foreach (var one in Names) { if (done.Add(one)) { host.Directory($"/n/{one}").Mode("0755"); } }
        foreach (var one in Names) { if (done.Add(one + "x")) { host.Directory($"/n/{one}").Mode("0755"); } }
        host.When(() => Count > 0, () => host.Service("s").Running());
        host.When(() => Count < 1, () => host.Service("s").Stopped());
        (Count > 5 ? (Action<Host>)One : Other)(host);
    }

    private static void One(Host host) => host.File("/z").Content("1").Mode("0644");
    private static void Other(Host host) => host.File("/z").Content("2").Mode("0644");

    private bool TryDeclare(Host host)
    {
        if (Count == 7) { return false; }
        host.File("/d").Content("tried").Mode("0644");
        return true;
    }
}
