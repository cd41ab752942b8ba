// The clock, read where it decides: compared in Compose, read in LoadAsync; hash codes of records; dice with a seed.
public sealed partial class Clocks : Policy
{
    public int Expiry { get; set; } = 2030;
    private DateTimeOffset _now;
    public override Task LoadAsync(CancellationToken cancel) { _now = DateTimeOffset.UtcNow; return Task.CompletedTask; }
    public override void Compose(Roles roles)
    {
        roles.Add<Banner>(banner => banner.IsOld = DateTime.UtcNow.Year > Expiry);
        if (DateTime.Now.DayOfWeek is DayOfWeek.Sunday)
        {
            roles.Add<Banner>("sunday", banner => banner.Year = _now.Year);
        }
    }
}

public sealed record Item(string Name)
{
    public override int GetHashCode() => HashCode.Combine(Name);
    public bool Equals(Item? other) => other?.Name == Name;
}

public sealed partial class Banner : Role
{
    public bool IsOld { get; set; }
    public int Year { get; set; }
    public override void Define(Host host)
    {
        var items = new HashSet<Item> { new("a") };
        host.Echo($"{IsOld} {Year} {items.Contains(new Item("b"))}");
        host.Shell($"uuidgen > /etc/id-$RANDOM").Creates("/etc/id");
        var shuffled = new Random(host.Name.Length).GetItems(["a", "b"], 1);
        host.Echo(shuffled[0]);
        host.Echo("x").ChangedWhen(_ => Guid.NewGuid() != Guid.Empty);
        var handler = host.Handler("h", () => host.Echo($"{Guid.NewGuid()}"));
        host.Echo("y").Notifies(handler);
    }
}
