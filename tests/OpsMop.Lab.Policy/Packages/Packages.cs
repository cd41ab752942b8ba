namespace OpsMop.Lab.Scenarios;

/// <summary>Packages, all in one state.</summary>
public sealed partial class Packages : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public string Version { get; set; } = "";

    public bool Latest { get; set; }

    public bool? Hold { get; set; }

    public bool Absent { get; set; }

    public bool Purge { get; set; }

    public string UpdateCache { get; set; } = "";

    public override void Define(Host host)
    {
        foreach (var name in Names)
        {
            var package = host.Package(name);
            if (Version.Length > 0)
            {
                package.Version(Version);
            }

            if (Latest)
            {
                package.Latest();
            }

            if (Hold is { } hold)
            {
                package.Hold(hold);
            }

            if (Absent)
            {
                package.Absent();
            }

            if (Purge)
            {
                package.Purge();
            }

            if (UpdateCache.Length > 0)
            {
                package.UpdateCache(UpdateCache);
            }
        }
    }
}
