// Restarts by intent: a flag, a state from a choice, When, Rescue, a handler in either branch, handlers in an array, &&.
public sealed partial class R : Role
{
    public bool Force { get; set; }
    public IReadOnlyList<string> RestartNow { get; set; } = [];
    public override void Define(Host host)
    {
        var conf = host.File("/etc/r").Content("r").Mode("0644");
        host.Service("a").Running().RestartOn(conf);
        if (Force) { host.Service("b").Restarted(); }
        host.Service("c").Restarted().WhenChanged(conf);
        host.Service("d").Reloaded().When(() => host.FileTests.Exists("/run/d.stale"));
        host.Service("e").State(Force ? ServiceState.Restarted : ServiceState.Running);
        var state = Force ? ServiceState.Reloaded : ServiceState.Running;
        host.Service("f").State(state).Enabled();
        host.When(() => host.FileTests.Exists("/run/x"), () => host.Service("g").Restarted());
        if (host.Groups.Contains("canary")) { host.Service("h").Running(); } else { host.Service("h").Stopped(); }
        host.Try(() => host.Service("i").Running()).Rescue(() => host.Service("i").Restarted());
        Action kick = () => host.Service("j").Restarted();
        conf.Notifies(host.Handler("kick", kick));
        foreach (var unit in RestartNow.Where(unit => unit.Length > 0)) { Restart(unit); }
        void Restart(string unit) => host.Service(unit).Restarted().WhenChanged(conf);
        var handlers = new[] { "x", "y" }.Select(unit => host.Handler($"restart {unit}", () => host.Service(unit).Restarted())).ToArray();
        conf.Notifies(handlers);
        switch (Force) { case true: host.Service("k").Restarted(); break; default: break; }
        _ = Force && host.Service("l").Restarted() is not null;
        Handler h;
        if (Force) { h = host.Handler("one", () => host.Echo("1")); } else { h = host.Handler("two", () => host.Echo("2")); }
        conf.Notifies(h);
    }
}
