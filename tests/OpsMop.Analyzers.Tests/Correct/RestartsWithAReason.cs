// Restarts that do not happen in every run, or that somebody asked for.
public sealed partial class Web : Role
{
    /// <summary>Restarts in this run: --set web.force=true.</summary>
    public bool Force { get; set; }

    public Handler Restart { get; private set; } = null!;

    public override void Define(Host host)
    {
        Restart = host.Handler("restart", Again);
        var reload = host.Handler("reload", () => Reload(host, "nginx"));
        var conf = host.File("/etc/nginx/nginx.conf").Mode("0644").Notifies(Restart, reload);
        host.Service("a").Restarted().WhenChanged(conf);
        host.Service("b").State(Force ? ServiceState.Restarted : ServiceState.Running);
        host.When(Force, () => host.Service("c").Restarted());
        host.When(() => host.FileTests.Exists("/run/reboot-required"), () => host.Service("d").Reloaded());
        host.Service("e").Running().RestartOn(conf).ReloadOn(conf);
        if (Force is true && host.Name != "x")
        {
            host.Service("f").Restarted();
        }

        foreach (var (unit, state) in new Dictionary<string, ServiceState> { ["g"] = ServiceState.Running })
        {
            host.Service(unit).State(state);
        }

        void Again() => host.Service("nginx").Restarted();
    }

    private static void Reload(Host host, string unit) => host.Service(unit).Reloaded();
}
