// The platform is asked before each package, in variables, comparisons, tables, delegates, a throw and a helper.
[Targets("debian", "freebsd", "macos")]
public sealed partial class T : Role
{
    public bool Apt { get; set; }
    public IReadOnlyDictionary<string, string> Pk { get; set; } = new Dictionary<string, string>();
    public override void Define(Host host)
    {
        var isApt = host.Platform.Is("apt");
        if (isApt) { host.Package("a"); }
        if (host.Platform.PackageManager == "apt") { host.Package("b"); }
        switch (host.Platform.System) { case "linux": host.Package("c"); host.Service("c").Running(); break; }
        var name = host.Platform.Is("debian") ? "d" : null;
        if (name is not null) { host.Package(name); }
        foreach (var one in Pk.Where(_ => isApt)) { host.Package(one.Key); }
        if (Pk.TryGetValue(host.Platform.Distribution, out var pkg)) { host.Package(pkg); }
        Action<string> pkgs = isApt ? n => host.Package(n) : _ => { };
        pkgs("e");
        host.Package("f").When(() => host.Platform.Is("debian"));
        using (host.With(tags: ["x"])) { if (!isApt) { throw new NotSupportedException(); } }
        try { Debian(host); } catch (NotSupportedException) { }
        host.File("/a").Content("").Mode("0644");
        host.Directory("/b").Mode("0755");
        host.Link("/c").Target("/a");
        host.Shell($"x | y").ChangedWhen(_ => false);
    }
    private static void Debian(Host host) => host.Package("g").Via<AptProvider>();
}
