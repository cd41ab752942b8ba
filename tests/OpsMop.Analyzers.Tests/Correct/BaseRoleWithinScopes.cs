// A base role whose Define is called within the With of its heirs, directly and through base; an abstract one that calls back; a generic one.
public abstract class Daemon : Role
{
    public abstract string Unit { get; }

    public override void Define(Host host)
    {
        host.File($"/etc/{Unit}.conf").Content($"name {Unit}\n");
        host.Directory($"/var/lib/{Unit}");
        host.Service(Unit).Running().Enabled();
    }
}

public sealed partial class Relay : Daemon
{
    public override string Unit => "relay";

    public override void Define(Host host)
    {
        using (host.With(owner: Unit, mode: "0640", directoryMode: "0750"))
        {
            base.Define(host);
        }
    }
}

public sealed partial class Spool : Daemon
{
    public override string Unit => "spool";

    public override void Define(Host host)
    {
        using var scope = host.With(mode: "0600", directoryMode: "0700");
        base.Define(host);
        host.File("/etc/spool.d").Absent();
    }
}

public abstract class Framed<TSettings> : Role
    where TSettings : class, new()
{
    protected abstract void Inside(Host host, TSettings settings);

    public override void Define(Host host)
    {
        using (host.With(mode: "0644", directoryMode: "0755", tags: [typeof(TSettings).Name]))
        {
            Inside(host, new TSettings());
        }
    }
}

public sealed record PageSettings
{
    public AbsolutePath Folder { get; init; } = "/srv/pages";
}

public sealed partial class Pages : Framed<PageSettings>
{
    protected override void Inside(Host host, PageSettings settings)
    {
        var (folder, here) = (settings.Folder, settings with { Folder = "/srv/here" });
        host.Directory(folder);
        host.File(here.Folder / "index.html").Content("here\n");
    }
}
