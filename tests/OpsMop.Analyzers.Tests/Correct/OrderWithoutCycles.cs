// Orders that turn what is written upside down, and are no cycles.
public sealed partial class Ordered : Role
{
    public override void Define(Host host)
    {
        var first = host.Package("first");
        var second = host.Package("second").Before(first);
        var third = host.Package("third").After(first, second);
        host.Package("fourth").Before(second).After();
        var reload = host.Handler("reload", () => host.Service("ordered").Reloaded());
        var conf = host.File("/etc/ordered.conf").Content("a\n").Mode("0644").After(third).Notifies(reload);
        var extra = host.File("/etc/ordered.extra").Content("b\n").Mode("0644").Notifies(reload, reload);
        host.Service("ordered").Running().Enabled().RestartOn(conf).ReloadOn(extra).After(conf);
        host.Echo("changed").WhenChanged(conf, extra).After(conf);
    }
}
