// Handlers that are local functions, methods and method groups; their commands need no guard.
public sealed partial class Site : Role
{
    public override void Define(Host host)
    {
        var reload = host.Handler("reload", Reload);
        var restart = host.Handler("restart", () => { Restart(host, now: true); });
        host.File("/etc/app.conf").Content("x").Mode("0640").Notifies(reload, restart);

        void Reload() => host.Command($"app reload");
    }

    private static void Restart(Host host, bool now)
    {
        if (now)
        {
            host.Command($"systemctl restart app");
        }
        else
        {
            host.Shell($"sleep 5; app restart");
        }
    }
}
