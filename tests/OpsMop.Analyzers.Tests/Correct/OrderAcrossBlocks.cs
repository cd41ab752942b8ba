// Edges in both directions that make no cycle: in and out of blocks, branches, loops, handlers that notify in a line, neighbours by Zip, RestartOn of what comes later.
public sealed partial class Ordered : Role
{
    public bool Reverse { get; set; }

    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        var a = host.Directory("/srv/a").Mode("0755");
        var b = host.Directory("/srv/b").Mode("0755");
        if (Reverse)
        {
            a.After(b);
        }
        else
        {
            b.After(a);
        }

        FileBuilder? inside = null;
        host.Parallel(() =>
        {
            inside = host.File("/srv/a/inside").Content("i\n").Mode("0644").After(a);
            host.File("/srv/a/other").Content("o\n").Mode("0644").Before(inside);
        });
        b.After(inside!);
        var service = host.Service("ordered").Running().Enabled();
        var conf = host.File("/etc/ordered.conf").Content("c\n").Mode("0644").Before(service);
        service.RestartOn(conf).After(b);

        var third = host.Handler("third", () => host.Echo("third"));
        var second = host.Handler("second", () => host.Command($"second").Notifies(third));
        var first = host.Handler("first", () => host.Command($"first").Notifies(second, third));
        conf.Notifies(first);

        var steps = Names.Select(name => host.Echo(name)).ToArray();
        foreach (var (step, next) in steps.Zip(steps.Skip(1)))
        {
            next.After(step);
            step.Before(next);
        }

        foreach (var name in Names)
        {
            var user = host.User(name);
            var home = host.Directory($"/home/{name}").Owner(name).Mode("0700").After(user);
            user.Before(home, service);
        }

        var last = host.Echo("last");
        last.After(service, a, b).WhenChanged(conf);
        host.Try(() => host.Command($"check").ChangedWhen(_ => false).After(last)).Always(() => host.Echo("always"));
    }
}
