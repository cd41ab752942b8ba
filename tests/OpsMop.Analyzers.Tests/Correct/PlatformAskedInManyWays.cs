// A role for platforms that one of its resources has no provider on, and that asks before each of them in another way.
[Targets("macos", "debian", "FreeBSD")]
public sealed partial class Tools : Role
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        var isApt = host.Platform is { PackageManager: "apt", System: "linux" };
        var names = isApt ? Names : [];
        foreach (var name in names)
        {
            host.Package(name);
        }

        names.ToList().ForEach(name => host.Package($"{name}-doc"));
        host.When(isApt, () => host.Package("apt-file"));
        host.Package("apt-utils").When(() => host.Platform.Is("apt"));
        _ = isApt ? host.Package("aptitude") : null;
        switch (host.Platform.Distribution)
        {
            case "debian":
                host.Package("debian-goodies");
                break;
        }

        if (Names is [] || !isApt)
        {
            return;
        }

        try
        {
            host.Package("less");
        }
        finally
        {
            Last(host);
        }
    }

    private static void Last(Host host) => host.Package("vim");
}
