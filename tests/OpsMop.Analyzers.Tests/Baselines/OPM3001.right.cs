public sealed partial class Shop : Role
{
    public override void Define(Host host)
    {
        // A handler runs because something has changed: its command needs no guard.
        var restart = host.Handler("restart shop", () => host.Command($"/opt/shop/current/bin/restart --graceful"));

        host.Command($"/opt/shop/install --prefix /opt/shop/current").Creates("/opt/shop/current/bin").Notifies(restart);

        host.Command($"/usr/bin/stat /srv/shop/catalogue").ChangedWhen(_ => false);

        foreach (var module in new[] { "cart", "checkout" })
        {
            host.Shell($"cd /opt/shop && ./enable {module}").Unless($"grep -qx {module} /opt/shop/enabled");
        }
    }
}
