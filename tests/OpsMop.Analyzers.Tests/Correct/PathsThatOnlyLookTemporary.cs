// Paths with tmp in them that nobody else can write to, or whose names nobody knows.
public abstract class WithFolder : Role
{
    protected virtual AbsolutePath Work => "/run/app";
}

public sealed partial class Site : WithFolder
{
    public string Instance { get; set; } = "";

    protected override AbsolutePath Work => $"/var/lib/{RoleName}/tmp";

    public override void Define(Host host)
    {
        host.Directory(Work).Mode("0700").Parents();
        host.File(Work / "x").Content("x").Mode("0600");
        host.File("/srv/tmp/x").Content("x").Mode("0644");
        host.File("/tmp/old.conf").Absent();
        host.Link("/var/tmp/old").Absent();
        host.File($"/tmp/{Instance}.pid").Content("x").Mode("0644");
        host.Shell($"f=$(mktemp) && app report > \"$f\" && mv \"$f\" /srv/report").Creates("/srv/report");
        host.Shell($"app report 2> /dev/null > /dev/shm/{Instance}").ChangedWhen(_ => false);
        host.Command($"app load --from /tmp/upload").OnlyIf($"test -e /tmp/upload");
        using (host.With(user: "app"))
        {
            host.Shell($"app report > /tmp/report").ChangedWhen(_ => false);
            host.Parallel(() => host.File("/tmp/app.mine").Content("x").Mode("0600"));
        }
    }
}
