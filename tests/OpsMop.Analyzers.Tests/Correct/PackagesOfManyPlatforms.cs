// One role for several platforms: packages that a choice, a table, a method, a local function and an early return pick by the platform.
[Targets("debian", "freebsd")]
public sealed partial class Everywhere : Role
{
    private static readonly Dictionary<string, string[]> s_names = new()
    {
        ["apt"] = ["nginx", "curl"],
        ["pkg"] = [],
    };

    public override void Define(Host host)
    {
        var packages = host.Platform.Is("apt") ? new[] { "vim", "tmux" } : [];
        foreach (var package in packages)
        {
            host.Package(package);
        }

        foreach (var package in s_names.GetValueOrDefault(host.Platform.PackageManager, []))
        {
            host.Package(package);
        }

        foreach (var package in Names(host.Platform))
        {
            host.Package(package);
        }

        Action? install = host.Platform.Is("apt") ? () => host.Package("git") : null;
        install?.Invoke();

        if (host.Platform is { PackageManager: "apt" })
        {
            Editors();
        }

        host.When(host.Platform.Is("debian"), () => host.Package("apt-listchanges").Absent());
        host.Package("needrestart").When(host.Platform.Is("apt"));
        host.File("/etc/motd").Content($"{host.Platform.System}\n").Mode("0644");
        if (!host.Platform.Is("debian"))
        {
            return;
        }

        host.Package("debian-goodies");

        void Editors() => host.Package("nano");
    }

    private static IEnumerable<string> Names(PlatformFacts platform)
    {
        if (platform.Is("apt"))
        {
            yield return "htop";
        }
    }
}
