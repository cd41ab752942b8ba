public sealed partial class Proxy : Role
{
    public override void Define(Host host)
    {
        var reload = host.Handler("read the configuration anew", () => host.Service("haproxy").Reloaded());
        var warmUp = host.Handler("warm up", () => host.Command($"curl --fail http://localhost/"));
        host.File("/etc/haproxy/haproxy.cfg").Content("defaults\n  mode http\n").Mode("0644").Notifies(reload, warmUp);
    }
}
