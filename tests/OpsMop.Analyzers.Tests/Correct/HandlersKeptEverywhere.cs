// Handlers in fields, tuples, dictionaries, lazies, through ??=, by methods, chained from handler to handler, notified in another part of the class.
public sealed partial class Kept : Role
{
    private readonly Dictionary<string, Handler> _handlers = [];
    private Handler? _late;
    private (Handler Reload, Handler Restart) _both;

    private Handler Flush { get; set; } = null!;

    public override void Define(Host host)
    {
        Flush = host.Handler("flush the cache", () => host.Command($"shop-cli flush"));
        _both = (host.Handler("reload the shop", () => host.Service("shop").Reloaded()), host.Handler("stop and start", () => host.Service("shop").Restarted()));
        foreach (var unit in new[] { "web", "worker" })
        {
            _handlers[unit] = host.Handler($"restart {unit}", () => host.Service(unit).Restarted().Notifies(Flush));
        }

        var lazy = new Lazy<Handler>(() => host.Handler("warm up", () => host.Command($"shop-cli warm")));
        host.File("/etc/shop/web.conf").Content("w\n").Mode("0644").Notifies(_handlers["web"], Late(host));
        host.File("/etc/shop/cache.conf").Content("c\n").Mode("0644").Notifies(lazy.Value);
        Others(host);
        host.FlushHandlers();
    }

    private Handler Late(Host host) => _late ??= host.Handler("late", () => host.Command($"shop-cli late"));
}

public sealed partial class Kept
{
    private void Others(Host host)
    {
        var (reload, restart) = _both;
        host.File("/etc/shop/a.conf").Content("a\n").Mode("0644").Notifies(reload);
        host.File("/etc/shop/b.conf").Content("b\n").Mode("0644").Notifies([restart, _handlers["worker"]]);
    }
}
