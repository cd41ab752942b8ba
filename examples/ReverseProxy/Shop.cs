/// <summary>A web shop behind a reverse proxy.</summary>
public sealed partial class Shop : Policy
{
    /// <summary>The name by which the world knows it.</summary>
    public string Domain { get; set; } = "shop.example";

    /// <summary>The ports of the application servers, one for each. Only this host can reach them.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [8101, 8102];

    public override void Compose(Roles roles)
    {
        // The servers first: when nginx hears of one, it answers already.
        roles.Add<Backend>(backend => backend.Ports = Ports);
        roles.Add<Front>(front =>
        {
            front.Domain = Domain;
            front.Ports = Ports;
        });
    }
}
