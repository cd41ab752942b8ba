// A release in steps: tuples of colours, retries with until, queries, rescue by hand, builders made by a switch, awaited in a try.
public enum Colour
{
    Blue,
    Green,
}

public sealed partial class Rollout : Procedure
{
    private static readonly AbsolutePath s_root = "/srv/shop";

    public string Version { get; set; } = "1.0.0";

    public IReadOnlyDictionary<string, Port> Ports { get; set; } = new Dictionary<string, Port> { ["blue"] = 8001, ["green"] = 8002 };

    public override async Task RunAsync(Session host)
    {
        var current = await host.QueryShell($"readlink {s_root / "current"} || true");
        var (old, next) = current.Output.Trim().EndsWith("blue", StringComparison.Ordinal) ? (Colour.Blue, Colour.Green) : (Colour.Green, Colour.Blue);
        var folder = s_root / Name(next);

        await host.Directory(folder).Owner("shop").Mode("0755");
        var unpacked = await host.Command($"tar -C {folder} -xf /var/cache/shop/{Version}.tar.gz").As("shop").Creates(folder / Version);
        if (unpacked is { Changed: false, Failed: false })
        {
            await host.Echo($"{Version} is there already, on {Name(next)}.");
        }

        try
        {
            await Start(host, next);
            var answer = await host.Command($"curl --fail --silent http://127.0.0.1:{Ports[Name(next)]}/ready")
                .Retry(10, every: "2s", until: outcome => outcome.Output.Contains(Version, StringComparison.Ordinal))
                .Timeout("30s")
                .IgnoreErrors("the old one stays where the new one does not answer");
            if (answer.Failed)
            {
                await host.Service($"shop@{Name(next)}").Stopped();
                await host.Fail($"{Version} does not answer: {answer.Error}");
                return;
            }

            await host.Link(s_root / "current").Target(Name(next));
            await (Ports.Count switch
            {
                0 => host.Service("haproxy").Stopped(),
                1 => host.Service("haproxy").Restarted(),
                _ => host.Service("haproxy").Reloaded(),
            });
        }
        finally
        {
            await host.File(s_root / "last").Content($"{Version} {old} -> {next}\n").Mode("0644");
        }

        if (current.ExitCode == 0)
        {
            await host.Service($"shop@{Name(old)}").Stopped().Timeout(TimeSpan.FromMinutes(2));
        }

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            if ((await host.Query($"shop-cli warm --port {Ports[Name(next)]}")).ExitCode == 0)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(attempt), host.Cancelled);
        }
    }

    private static string Name(Colour colour) => colour.ToString().ToLowerInvariant();

    private static async Task Start(Session host, Colour colour)
    {
        var unit = host.Service($"shop@{Name(colour)}");
        await unit.Restarted();
    }
}
