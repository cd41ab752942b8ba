public sealed partial class Shop : Role
{
    public override void Define(Host host)
    {
        var restart = host.Handler("restart shop", () => host.Service("shop").Restarted());

        // Restarts the shop in every run.
        host.Command($"/opt/shop/install --prefix /opt/shop/current").Notifies(restart);

        // Only looks, and counts as a change.
        host.Command($"/usr/bin/stat /srv/shop/catalogue");

        foreach (var module in new[] { "cart", "checkout" })
        {
            host.Shell($"cd /opt/shop && ./enable {module}");
        }
    }
}
