// Under [Reproducible], versions that come from variables, constants, tuples and methods; and what needs none.
[assembly: Reproducible]

public static class Versions
{
    public const string Nginx = "1.22.1-9";
    public static readonly IReadOnlyDictionary<string, string> Tools = new Dictionary<string, string> { ["jq"] = "1.6-2.1" };
}

public sealed partial class Site : Role
{
    public string Postgres { get; set; } = "15.8-0+deb12u1";

    public override void Define(Host host)
    {
        host.Package("nginx").Version(Versions.Nginx);
        host.Package("postgresql-15").Version(Postgres).Hold();
        foreach (var (name, version) in Versions.Tools)
        {
            host.Package(name).Version(version);
        }

        Pinned(host, "curl");
        host.Package("apache2").Absent().Purge();
        var package = host.Package("vim");
        package = host.Name.Length > 3 ? package.Version("2:9.0.1378-2") : package.Absent();
    }

    private static void Pinned(Host host, string name) => host.Package(name).Version(name switch { "curl" => "7.88.1-10", _ => throw new ArgumentException(name) });
}
