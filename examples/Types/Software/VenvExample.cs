/// <summary>A virtual environment of Python with what an application needs. Nothing is run and no network is needed as long as that is the same.</summary>
public sealed partial class VenvExample : Role
{
    /// <summary>A folder with packages, as <c>pip wheel</c> makes it.</summary>
    public string Wheels { get; set; } = "/srv/wheels";

    public override void Define(Host host)
    {
        host.User("opsmop-venv").System().Home("/srv/opsmop-venv").CreateHome();
        host.File("/srv/opsmop-venv/requirements.txt").Content("opsmop-wheel==1.0\n").Mode("0644");

        // Everything comes from a folder here; without FindLinks and NoIndex it comes from PyPI.
        host.Venv("/srv/opsmop-venv/env").Requirements("/srv/opsmop-venv/requirements.txt").FindLinks(Wheels).NoIndex().Owner("opsmop-venv");
    }
}

/// <summary>No such environment.</summary>
public sealed partial class VenvGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Venv("/srv/opsmop-venv/env").Absent();
        host.User("opsmop-venv").Absent().RemoveHome();
    }
}
