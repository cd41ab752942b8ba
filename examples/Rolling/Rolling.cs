/// <summary>A shop on several servers: the next one is touched when the last one serves again.</summary>
public sealed partial class Rolling : Policy
{
    private const string Balancer = "lb1.example.com";

    /// <summary>The version that the servers are brought to.</summary>
    public string Version { get; set; } = "1.0";

    // The web servers are in inventory.yaml. The balancer is named where the policy relies on it.
    public override void ComposeInventory(Inventory inventory) => inventory.Host(Balancer).In("balancer");

    public override void Compose(Roles roles)
    {
        // The servers share a database: the first that can be reached brings it up to date, as the user who may. If that fails, nothing else is begun.
        roles.Add<Migration>(migration => migration.Version = Version).On("web").Once().MaxFailures("0").Connect(new ConnectionSettings { SudoUser = "shop" });

        // One server, then a tenth of them at a time. Each goes through all three roles; one that fails stays out of the balancer, and no other is begun.
        roles.On("web", web =>
        {
            web.Add<Rotation>("drain", rotation => rotation.State = ServerState.Drain).DelegatedTo(Balancer);
            web.Add<Shop>(shop => shop.Version = Version);
            web.Add<Rotation>("serve", rotation => rotation.State = ServerState.Ready).DelegatedTo(Balancer);
        }).Serial("1", "10%").MaxFailures("0");
    }
}
