// file: files/motd
// A role in parts, with a base class, a nested role, records and generics.
public abstract class Described : Role
{
    protected static readonly SourceFile Motd = "files/motd";

    [Length(3, 20)]
    public string Title { get; set; } = "none";

    public override void Define(Host host) => host.File("/etc/motd").Source(Motd).Mode("0644");
}

public sealed partial class Site : Described
{
    public IReadOnlyList<Upstream> Upstreams { get; set; } = [new("a", 80), new("b", 443)];

    public override void Define(Host host)
    {
        base.Define(host);
        Files(host);
        host.Include<Nested>(nested => { nested.Size = Sizes.Small; }, name: Title);
    }
}

public sealed partial class Site
{
    private partial void Files(Host host);

    private partial void Files(Host host)
    {
        foreach (var upstream in Upstreams)
        {
            var (name, port) = upstream;
            host.File($"/etc/{name}").Content($"{port}").Mode("0644");
        }
    }

    public sealed partial class Nested : Role
    {
        [Range(1, 10)]
        public int Size { get; set; } = Sizes.Small;

        public override void Define(Host host) => host.Echo($"{Size}");
    }
}

public sealed record Upstream(string Name, Port Port);

public static class Sizes
{
    public const int Small = 1;
}
