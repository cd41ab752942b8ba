// Handlers in lists, tuples and dictionaries, returned by methods, kept in fields, chosen by an expression: each may be notified.
public sealed partial class Cluster : Role
{
    private readonly Dictionary<string, Handler> _reloads = [];
    private Handler? _restart;

    public Handler Failover { get; private set; } = null!;

    public bool Hard { get; set; }

    public override void Define(Host host)
    {
        _restart = host.Handler("start anew", () => host.Service("cluster").Restarted());
        Failover = host.Handler("fail over", () => host.Service("cluster").Reloaded());
        foreach (var name in new[] { "a", "b" })
        {
            _reloads[name] = host.Handler($"reload {name}", () => host.Service(name).Reloaded());
        }

        var (warm, cold) = (host.Handler("warm", () => host.Service("cache").Reloaded()), host.Handler("cold", () => host.Service("cache").Restarted()));
        host.File("/etc/cluster.conf").Content("nodes 3\n").Mode("0644").Notifies(Hard ? cold : warm);
        host.File("/etc/cluster.d").Content("a b\n").Mode("0644").Notifies([.. _reloads.Values]).Notifies(Made(host));
    }

    private static Handler Made(Host host) => host.Handler("tell", () => host.Echo("The cluster has changed."));
}

public sealed partial class Cluster
{
    public void Restarts(FileBuilder file) => file.Notifies(_restart!);
}
