using System.Reflection;
using OpsMop.Engine.Systems;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

/// <summary>Plans and applies resources one after the other without the engine, so that a provider's test is a small table.</summary>
internal sealed class Bench : ISourceFiles, IRoleBinder
{
    private static readonly ResourceRegistry Registry =
        (ResourceRegistry)typeof(FileResource).Assembly.GetCustomAttribute<RegistryAttribute>()!.Type.GetProperty("Instance")!.GetValue(null)!;

    private readonly Dictionary<Type, Provider> _providers = [];
    private readonly ISystem _system;

    /// <param name="system">Where.</param>
    /// <param name="families">What the host is, where it is not a Debian of the usual kind.</param>
    public Bench(ISystem system, params string[] families)
    {
        _system = system;
        Facts = new StubFacts(system, families);
    }

    public IFacts Facts { get; }

    public Dictionary<string, FileContent> Sources { get; } = [];

    /// <summary>What was said in the last run.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The changes of the last run, as objects.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>The outcomes of commands of the last run.</summary>
    public List<ProcessResult> Results { get; } = [];

    /// <summary>The builders that a policy makes, and the block that they stand in.</summary>
    public (List<ResourceBuilder> Builders, Block Role) Declare(Action<Host> define)
    {
        var root = new Block(BlockKind.Role, default);
        define(new Host(new HostInfo("test", [], Facts, this), root));
        var builders = new List<ResourceBuilder>();
        Collect(root);
        return (builders, root);

        void Collect(Block block)
        {
            foreach (var node in block.Children)
            {
                switch (node)
                {
                    case ResourceNode one:
                        builders.Add(one.Builder);
                        break;
                    case Block inner:
                        Collect(inner);
                        break;
                }
            }
        }
    }

    /// <summary>What validation reports.</summary>
    public List<string> Validate(Action<Host> define)
    {
        var findings = new List<Finding>();
        var validation = new Validation(findings);
        foreach (var builder in Declare(define).Builders)
        {
            validation.Check(builder, builder.Finished);
        }

        return findings.ConvertAll(finding => $"{finding.Id} {finding.Message}");
    }

    /// <summary>Plans each resource against the system and applies it before the next; the changes as <c>action: from → to</c>.</summary>
    public Task<List<string>> ApplyAsync(Action<Host> define) => RunAsync(define, apply: true);

    /// <summary>Applies, and then makes sure that nothing is left to do.</summary>
    public async Task<List<string>> ConvergeAsync(Action<Host> define)
    {
        var done = await ApplyAsync(define);
        Assert.Empty(await RunAsync(define, apply: false));
        return done;
    }

    /// <summary>The failure of a policy of one resource.</summary>
    public async Task<string> FailureAsync(Action<Host> define) => (await Assert.ThrowsAnyAsync<ProviderException>(() => ApplyAsync(define))).Message;

    /// <summary>Plans on an overlay, as <c>plan</c> does: lines with a <c>?</c> are uncertain, a failure that may be mended is <c>unknown</c>.</summary>
    public async Task<List<string>> PlanAsync(Action<Host> define)
    {
        var overlay = new OverlaySystem(new RefusingSystem(_system));
        var view = overlay.CreateView();
        var lines = new List<string>();
        var (resources, claims) = Resources(define);
        foreach (var resource in resources)
        {
            view.Begin(resource.Name);
            var plan = new Plan(resource, view, Facts, this, claims);
            try
            {
                await ProviderOf(resource).PlanResourceAsync(resource, plan, default);
            }
            catch (Exception failure) when (view.IsTainted && failure is ProviderException or SystemFaultException or UnknownValueException)
            {
                lines.Add($"{resource.Name} unknown");
                continue;
            }

            foreach (var change in plan.Changes)
            {
                lines.Add($"{resource.Name} {Line(change)}{(view.IsTainted ? " ?" : "")}");
                if (!change.IsOutside)
                {
                    await change.Apply(view, default);
                }

                if (change.Effects is { } effects)
                {
                    overlay.Apply(effects, resource.Name);
                }
            }

            foreach (var deed in plan.Deeds)
            {
                lines.Add($"{resource.Name} would {deed.What}");
                if (deed.Effects is { } effects)
                {
                    overlay.Apply(effects, resource.Name);
                }
            }
        }

        return lines;
    }

    public void Bind(RoleBase role, Action? configure, SourceLocation location) => configure?.Invoke();

    public FileContent Open(SourceFile source, SourceLocation declaredAt) =>
        Sources.TryGetValue(source.Value, out var content) ? content : throw new ProviderException($"There is no file {source}.");

    public IReadOnlyList<SourceEntry> List(SourceFile folder, SourceLocation declaredAt) =>
        [.. Sources.Keys.Where(path => path.StartsWith(folder.Value + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => new SourceEntry(path[(folder.Value.Length + 1)..], path.EndsWith(".sh", StringComparison.Ordinal)))];

    private async Task<List<string>> RunAsync(Action<Host> define, bool apply)
    {
        Messages.Clear();
        Changes.Clear();
        Results.Clear();
        var lines = new List<string>();
        var (resources, claims) = Resources(define);
        for (var i = 0; i < resources.Count;)
        {
            var provider = ProviderOf(resources[i]);
            var items = new List<(Resource Want, Plan Plan)>();
            do
            {
                items.Add((resources[i], new Plan(resources[i], _system, Facts, this, claims)));
                i++;
            }
            while (provider.PlansBatches && i < resources.Count && ProviderOf(resources[i]) == provider);
            if (items.Count == 1)
            {
                await provider.PlanResourceAsync(items[0].Want, items[0].Plan, default);
            }
            else
            {
                try
                {
                    await provider.PlanResourcesAsync(items, default);
                }
                catch (ProviderException)
                {
                    // As the engine does: one by one, the fault meets the one that has it.
                    i -= items.Count - 1;
                    var first = items[0].Want;
                    items = [(first, new Plan(first, _system, Facts, this, claims))];
                    await provider.PlanResourceAsync(first, items[0].Plan, default);
                }
            }

            foreach (var (_, plan) in items)
            {
                Messages.AddRange(plan.Messages);
                foreach (var change in plan.Changes)
                {
                    Changes.Add(change);
                    lines.Add(Line(change));
                    if (apply && await change.Apply(_system, default) is { } result)
                    {
                        Results.Add(result);
                    }
                }

                // They are no changes: what they do shows in what they wait for.
                foreach (var deed in plan.Deeds)
                {
                    Messages.Add("would " + deed.What);
                    if (apply && await deed.Act(_system, default) is { } result)
                    {
                        Results.Add(result);
                    }
                }
            }
        }

        return lines;
    }

    private (List<Resource> Resources, ClaimSet Claims) Resources(Action<Host> define)
    {
        var resources = Declare(define).Builders.ConvertAll(builder => builder.Finished);
        var claims = new ClaimSet();
        foreach (var resource in resources)
        {
            resource.AddClaims(claims);
        }

        return (resources, claims);
    }

    private Provider ProviderOf(Resource resource)
    {
        var all = Registry.Providers.Where(one => one.ResourceType == resource.GetType()).ToList();
        var chosen = all switch
        {
            [var only] => only,
            _ when resource.Common.Provider is { } named => all.Single(one => one.ClrType == named),
            _ => all.Where(one => one.Platforms.Count == 0 || one.Platforms.Intersect(Facts.Platform.Families).Any()).OrderByDescending(one => one.IsDefault).First(),
        };
        return _providers.TryGetValue(chosen.ClrType, out var provider) ? provider : _providers[chosen.ClrType] = chosen.Create(resource)!;
    }

    private static string Line(Change change) => (change.From, change.To) switch
    {
        (null, null) => change.Action,
        (null, var to) => $"{change.Action}: {to}",
        (var from, null) => $"{change.Action}: {from} →",
        var (from, to) => $"{change.Action}: {from} → {to}",
    };
}
