/// <summary>A file of a package is put elsewhere, so that another can stand in its place, and no upgrade of the package overwrites it.</summary>
public sealed partial class DpkgDivertExample : Role
{
    public override void Define(Host host)
    {
        // The package's own is moved aside, to /usr/share/opsmop-diverted/greeting.distrib.
        host.DpkgDivert("/usr/share/opsmop-diverted/greeting").Rename();
        host.File("/usr/share/opsmop-diverted/greeting").Content("Good evening.\n").Mode("0644");
    }
}

/// <summary>No diversion: the package's file comes back, in place of what stood there.</summary>
public sealed partial class DpkgDivertGoneExample : Role
{
    public override void Define(Host host) => host.DpkgDivert("/usr/share/opsmop-diverted/greeting").Rename().Absent();
}
