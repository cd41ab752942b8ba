/// <summary>Packages of the system's package manager. Neighbours are one query and one transaction.</summary>
public sealed partial class PackageExample : Role
{
    public override void Define(Host host)
    {
        // Installed, whatever the version. The lists are fetched first if they are older than a day, and only if something is missing.
        host.Package("tree").UpdateCache("24h");

        // The newest that can be had.
        host.Package("jq").Latest().NoRecommends();

        // Not installed. Purge takes its configuration too.
        host.Package("telnet").Absent().Purge();
    }
}

/// <summary>No such packages.</summary>
public sealed partial class PackageGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Package("tree").Absent();
        host.Package("jq").Absent().Purge();
    }
}

/// <summary>A package from a file of the host, held at its version.</summary>
public sealed partial class PackageFileExample : Role
{
    public override void Define(Host host) => host.Package("opsmop-demo").File("/srv/opsmop-demo.deb").Hold();
}
