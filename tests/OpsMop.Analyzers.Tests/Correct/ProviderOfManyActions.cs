// Actions of a provider as static fields, variables, factories, local functions and transactions; clocks and caches beside them; parts as records.
using System.Collections.Concurrent;
using System.Diagnostics;

/// <summary>A thing.</summary>
[ResourceType("thing")]
public sealed partial class ThingResource : Resource
{
    /// <summary>Its name.</summary>
    [Key]
    public string Thing { get; }

    /// <summary>Numbers.</summary>
    public IReadOnlyDictionary<string, int>? Numbers { get; }

    /// <summary>Parts.</summary>
    public IReadOnlyList<Part>? Parts { get; }

    /// <summary>Kind.</summary>
    public DayOfWeek? Kind { get; }

    /// <summary>Fast.</summary>
    public bool? Fast { get; }

    internal int Hidden { get; set; }

    protected override string? Summary => Thing.ToUpperInvariant();
}

public sealed record Part(string Name, Port Port);

[Provider<ThingResource>("thing", Default = true)]
internal sealed class ThingProvider : Provider<ThingResource>
{
    private static readonly ConcurrentDictionary<string, string> s_cache = new();
    private static readonly Func<ISystem, ValueTask> s_touch = static async system =>
    {
        File.WriteAllText("/tmp/x", "y");
        await system.FlushAsync();
    };

    private int _count;

    public override async ValueTask PlanAsync(ThingResource want, Plan plan, CancellationToken cancel)
    {
        Debug.WriteLine(want.Thing);
        var watch = Stopwatch.StartNew();
        s_cache.TryAdd(want.Thing, "");
        Interlocked.Increment(ref _count);
        var status = await plan.System.StatAsync("/etc/thing", cancel: cancel);
        using var text = new StringWriter();
        await text.WriteLineAsync($"{status}");
        Func<ISystem, CancellationToken, ValueTask> apply = async (system, stop) =>
        {
            Process.Start("x");
            await system.FlushAsync(stop);
        };
        plan.Change("a", null, want.Thing, apply);
        plan.Change("b", null, want.Thing, s_touch);
        plan.Change("c", null, want.Thing, Make(want.Thing));
        plan.Change("d", null, want.Thing, new Transaction(async (system, stop) =>
        {
            File.Delete("x");
            await system.FlushAsync(stop);
        }));
        foreach (var part in want.Parts ?? [])
        {
            Local(part);
        }

        plan.Say($"{watch.Elapsed} {Path.Combine("a", "b")}");

        void Local(Part part) => plan.Change("e", null, part, Run);

        async ValueTask Run(ISystem system)
        {
            File.AppendAllText("a", "b");
            await system.FlushAsync(cancel);
        }
    }

    private static Func<ISystem, ValueTask> Make(string name) => async system =>
    {
        Console.WriteLine(name);
        Directory.CreateDirectory(name);
        await system.FlushAsync();
    };
}

public sealed partial class Things : Role
{
    public override void Define(Host host)
    {
        host.Thing("a").Numbers("x", 1).Kind(DayOfWeek.Monday).Fast();
        host.Thing("b").Parts([new Part("p", 1)]).Via<ThingProvider>();
    }
}
