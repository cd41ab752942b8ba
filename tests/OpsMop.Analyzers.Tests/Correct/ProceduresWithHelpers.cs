// Procedures whose builders go through helpers, tuples of tasks, async local functions, streams, queries in loops, exceptions with filters.
public sealed record Node(string Name, Port Port);

public sealed partial class RollingRestart : Procedure
{
    public IReadOnlyList<Node> Nodes { get; set; } = [];

    public Duration Pause { get; set; } = "5s";

    public override async Task RunAsync(Session host)
    {
        await foreach (var node in Ready(host))
        {
            try
            {
                await Drain(host, node);
                var (stopped, started) = (await host.Service(node.Name).Stopped(), await host.Service(node.Name).Running());
                if (stopped.Changed || started is { Changed: true })
                {
                    await Wait(node.Port);
                }
            }
            catch (InvalidOperationException error) when (error.Message.Length > 0)
            {
                await host.Echo($"{node.Name}: {error.Message}");
                throw;
            }
        }

        var steps = new Func<Task>[]
        {
            async () => await host.Echo("done"),
            () => Conditional(host.Service("haproxy"), Nodes.Count > 1),
        };
        foreach (var step in steps)
        {
            await step();
        }

        var last = host.File("/var/lib/restart").Content($"{Nodes.Count}\n").Mode("0644");
        var done = await last.IgnoreErrors("it is only for people");
        _ = done.Failed;
        var maybe = Nodes.Count == 0 ? null : host.Echo("some were restarted");
        if (maybe is not null)
        {
            await maybe;
        }

        async Task Wait(Port port)
        {
            var outcome = await host.Command($"nc -z 127.0.0.1 {port}").Retry(20, every: Pause);
            if (outcome.Failed)
            {
                throw new InvalidOperationException($"Nobody listens at {port}.");
            }
        }
    }

    private static async Task Conditional(ServiceSessionBuilder service, bool reload)
    {
        if (reload)
        {
            await service.Reloaded();
        }
        else
        {
            await service.Restarted();
        }
    }

    private static async Task<Outcome> Drain(Session host, Node node) =>
        await host.Command($"haproxy-drain {node.Name}").As("haproxy");

    private async IAsyncEnumerable<Node> Ready(Session host)
    {
        foreach (var node in Nodes)
        {
            var answer = await host.Query($"systemctl is-active {node.Name}");
            if (answer.Output.Trim() is "active")
            {
                yield return node;
            }
        }
    }
}
