// What C# 12 and 13 brought: primary constructors, collection expressions with spreads, params collections, file-local types, ref readonly, aliases of tuples, lambdas with defaults.
using Pair = (string Name, OpsMop.Port Port);
using Paths = System.Collections.Generic.List<OpsMop.AbsolutePath>;

file sealed class Render(string header, params string[] footers)
{
    public Text Page(string title = "none") => $"{header}\n{title}\n{string.Join('\n', footers)}\n";
}

public interface IHasUnit
{
    static abstract string Unit { get; }
}

public readonly struct Nginx : IHasUnit
{
    public static string Unit => "nginx";
}

public sealed partial class Modern : Role
{
    private static readonly Lock s_lock = new();

    public IReadOnlyList<string> Names { get; set; } = [];

    public int[] Numbers { get; set; } = [1, .. Enumerable.Range(2, 3)];

    public override void Define(Host host)
    {
        var page = new Render("head", "foot", "toe");
        Pair[] pairs = [("a", 8001), ("b", 8002), .. Names.Select((name, i) => (name, (Port)(9000 + i)))];
        Paths paths = [.. pairs.Select(pair => (AbsolutePath)$"/srv/{pair.Name}")];
        foreach (ref readonly var pair in pairs.AsSpan())
        {
            host.File($"/etc/modern/{pair.Name}").Content($"{pair.Port}\n").Mode("0644");
        }

        var make = (AbsolutePath path, string mode = "0755") => host.Directory(path).Mode(mode);
        lock (s_lock)
        {
            paths.ForEach(path => make(path));
        }

        make("/srv/private", "0700");
        Each(host, "x", "y");
        Serve<Nginx>(host);
        host.File("/srv/modern.html").Content(page.Page("\e[1mwelcome")).Mode("0644");
        host.File("/srv/last.html").Content(page.Page(Names is [.., var last] ? last : "none")).Mode("0644").When(Names is [_, ..]);
        var slots = new[] { host.Package("a"), host.Package("b") } is [var first, _, ..] ? [first] : Array.Empty<PackageBuilder>();
        Array.ForEach(slots, slot => slot.Absent());
    }

    private static void Each(Host host, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            host.Group(name).System();
        }
    }

    private static void Serve<T>(Host host)
        where T : struct, IHasUnit => host.Service(T.Unit).Running().Enabled();
}
