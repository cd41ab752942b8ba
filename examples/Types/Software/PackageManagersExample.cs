/// <summary>Another package manager than the host's own, here dnf. What is wanted is said in the same words.</summary>
public sealed partial class PackageDnfExample : Role
{
    public override void Define(Host host)
    {
        // The newest of these versions, which other upgrades leave alone.
        host.Package("opsmop-rpm").Version("1.*").Hold().NoRecommends().Via<DnfProvider>();

        // From a file of the host; it is installed again when the file has another version.
        host.Package("opsmop-tool").File("/srv/opsmop-tool.rpm").Via<DnfProvider>();
    }
}

/// <summary>The newest version, which is not held any more.</summary>
public sealed partial class PackageDnfLatestExample : Role
{
    public override void Define(Host host) => host.Package("opsmop-rpm").Latest().Hold(false).Via<DnfProvider>();
}

/// <summary>No such packages.</summary>
public sealed partial class PackageDnfGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Package("opsmop-rpm").Absent().Via<DnfProvider>();
        host.Package("opsmop-tool").Absent().Via<DnfProvider>();
    }
}

/// <summary>The same with zypper.</summary>
public sealed partial class PackageZypperExample : Role
{
    public override void Define(Host host)
    {
        host.Package("opsmop-rpm").Version("1.0").Hold().NoRecommends().Via<ZypperProvider>();
        host.Package("opsmop-tool").UpdateCache("1d").Via<ZypperProvider>();
    }
}

/// <summary>The newest version, held there.</summary>
public sealed partial class PackageZypperLatestExample : Role
{
    public override void Define(Host host) => host.Package("opsmop-rpm").Latest().Hold().Via<ZypperProvider>();
}

/// <summary>No such packages, though one was held.</summary>
public sealed partial class PackageZypperGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Package("opsmop-rpm").Absent().Via<ZypperProvider>();
        host.Package("opsmop-tool").Absent().Via<ZypperProvider>();
    }
}
