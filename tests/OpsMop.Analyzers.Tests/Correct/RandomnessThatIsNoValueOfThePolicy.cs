// Random numbers and clocks that decide nothing of what the host should be.
public sealed partial class Site : Role
{
    private static readonly int s_seed = 42;

    public IReadOnlyList<string> Upstreams { get; set; } = [];

    public override void Define(Host host)
    {
        var shuffled = Upstreams.OrderBy(upstream => Seeded(upstream)).ToList();
        host.File("/etc/upstreams").Content(string.Join("\n", shuffled)).Mode("0644");
        var number = new Random(s_seed).Next(60);
        host.File("/etc/cron.d/app").Content($"{number} * * * * root app\n").Mode("0644");
        host.Command($"app token").Creates("/etc/app/token").Retry(3, every: "1s", until: outcome => outcome.Output.Length > Random.Shared.Next(1));
        var rotate = host.Handler("rotate", () => host.Command($"app rotate --id {Guid.NewGuid().ToString()}"));
        host.File("/etc/app.conf").Content("x").Mode("0644").Notifies(rotate, host.Handler("reload", () => host.Command($"app reload")));

        static int Seeded(string text) => text.Aggregate(s_seed, (sum, letter) => (sum * 31) + letter);
    }

    public override int GetHashCode() => HashCode.Combine(RoleName, Upstreams.Count);

    public override bool Equals(object? other) => ReferenceEquals(this, other);
}

public sealed partial class Rotation : Procedure
{
    public string Run { get; set; } = Guid.NewGuid().ToString("N");

    public override async Task RunAsync(Session host) => await host.Command($"app rotate {Run}");
}
