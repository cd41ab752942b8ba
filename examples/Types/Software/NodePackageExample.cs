/// <summary>Packages of Node.js below a folder: /usr/local would be everybody's.</summary>
public sealed partial class NodePackageExample : Role
{
    public override void Define(Host host)
    {
        // The newest of these versions.
        host.NodePackage("opsmop-node", "/srv/opsmop-node").Version("1.*");

        // From a file of the host.
        host.NodePackage("opsmop-local", "/srv/opsmop-node").File("/srv/opsmop-local.tgz");
    }
}

/// <summary>They are gone; what else is in the folder stays.</summary>
public sealed partial class NodePackageGoneExample : Role
{
    public override void Define(Host host)
    {
        host.NodePackage("opsmop-node", "/srv/opsmop-node").Absent();
        host.NodePackage("opsmop-local", "/srv/opsmop-node").Absent();
    }
}
