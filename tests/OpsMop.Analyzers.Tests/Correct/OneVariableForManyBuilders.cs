// One variable that is a builder after another, an array element, a conditional builder: what is set on it belongs to one of them only.
public sealed partial class Reused : Role
{
    public bool Remote { get; set; }

    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        var file = host.File("/etc/reused/a").Content("a\n").Mode("0644");
        file = host.File("/etc/reused/b").Source("files/b");
        file.Mode("0600");

        var link = host.Link("/srv/one").Absent();
        if (!Remote)
        {
            link = host.Link("/srv/two");
            link.Target("here");
        }

        var user = host.User("first");
        user.Absent();
        user = host.User("second");
        user.Home("/srv/second").MoveHome();

        (Remote ? host.File("/etc/reused/remote").Url("file:///srv/remote") : host.File("/etc/reused/local").Content("local\n")).Mode("0644").Owner("root");
        FileBuilder? last = null;
        foreach (var name in Names)
        {
            last?.Title("not the last");
            last = host.File($"/etc/reused/{name}").Content(name).Mode("0644");
        }

        last?.Title("the last");
        var slots = new PackageBuilder[2];
        slots[0] = host.Package("x");
        slots[1] = host.Package("y");
        slots[0].Absent();
        slots[1].Version("1.0");
        ref var slot = ref slots[0];
        slot = host.Package("z");
        slot.Hold();
    }
}
