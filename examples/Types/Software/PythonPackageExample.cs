/// <summary>Packages of Python in a virtual environment, which is made where it is missing.</summary>
public sealed partial class PythonPackageExample : Role
{
    public override void Define(Host host)
    {
        // The newest of these versions.
        host.PythonPackage("opsmop-wheel", "/srv/opsmop-venv").Version("1.*");

        // From a file of the host.
        host.PythonPackage("opsmop-local", "/srv/opsmop-venv").File("/srv/opsmop_local-3.0-py3-none-any.whl");
    }
}

/// <summary>They are gone; what else is in the folder stays.</summary>
public sealed partial class PythonPackageGoneExample : Role
{
    public override void Define(Host host)
    {
        host.PythonPackage("opsmop-wheel", "/srv/opsmop-venv").Absent();
        host.PythonPackage("opsmop-local", "/srv/opsmop-venv").Absent();
    }
}
