// Everything pinned, in odd ways: versions from a dictionary, a tuple, a constant of another class, by a helper; what is gone; loops; a lock file.
public static class Pins
{
    public const string Gcc = "12.2.0-14";
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string> { ["make"] = "4.3-4.1", ["git"] = "1:2.39.5-0+deb12u2" };
}

[Reproducible]
public sealed partial class Pinned : Role
{
    public IReadOnlyDictionary<string, string> Extra { get; set; } = new Dictionary<string, string>();

    public string Curl { get; set; } = "7.88.1-10+deb12u8";

    public override void Define(Host host)
    {
        host.Package("gcc-12").Version(Pins.Gcc);
        foreach (var (name, version) in Pins.All.Concat(Extra))
        {
            host.Package(name).Version(version);
        }

        foreach (var old in new[] { "gcc-11", "gcc-10" })
        {
            host.Package(old).Absent().Purge();
        }

        Exact(host.Package("curl"), Curl);
        var (jq, pinned) = (host.Package("jq"), "1.6-2.1");
        jq.Version(pinned).Hold();
        host.File("/opt/lock").Content($"{string.Join('\n', Extra.Select(pair => $"{pair.Key}={pair.Value}"))}\n").Mode("0644");
    }

    private static void Exact(PackageBuilder package, string version) => package.Version(version).Hold();
}

[Reproducible]
public sealed partial class BuildHosts : Policy
{
    public override void Compose(Roles roles) => roles.Add<Pinned>(pinned => pinned.Extra = new Dictionary<string, string>(Pins.All) { ["tar"] = "1.34+dfsg-1.2" });
}
