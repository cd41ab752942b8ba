/// <summary>The site of a customer.</summary>
public sealed partial class Site : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>Where it listens.</summary>
    public Port Port { get; set; } = 8080;

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();

        // The build checks both branches: one for each target of the policy.
        if (host.Platform.Is("freebsd"))
        {
            host.File(Folder / "site.conf").Content($"listen {Port}\nmodules /usr/local/libexec\n").Mode("0644");
        }
        else
        {
            host.File(Folder / "site.conf").Content($"listen {Port}\nmodules /usr/lib\n").Mode("0644");
        }

        // Nobody knows this before there is a host: the build checks it for one answer, that nothing is there, and says so with -v n.
        if (host.FileTests.Exists("/etc/maintenance"))
        {
            host.File(Folder / "maintenance.html").Content("back soon\n").Mode("0644");
        }
    }
}
