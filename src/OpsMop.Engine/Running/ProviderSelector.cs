using OpsMop.Parsing;
using OpsMop.Engine.Model;

namespace OpsMop.Engine.Running;

/// <summary>Finds the provider for a resource: the one that the policy chose, else the one that fits the platform best.</summary>
internal sealed class ProviderSelector(ResourceRegistry registry, IFacts facts)
{
    private readonly Dictionary<Type, Provider> _instances = [];
    private readonly Dictionary<Type, Provider> _byResource = [];
    private readonly Lock _lock = new();

    /// <summary>A resource that no provider of the platform can bring about (OPM2012), or that the one which was chosen cannot (OPM2011).</summary>
    public static IEnumerable<Finding> Check(ResourceRegistry registry, HostModel model)
    {
        var providers = new ProviderSelector(registry, model.Host.Facts);
        foreach (var node in model.Resources)
        {
            (string Id, string Message)? fault = null;
            try
            {
                providers.Select(node.Resource);
            }
            catch (ProviderException exception)
            {
                fault = (node.Resource.Common.Provider is null ? "OPM2012" : "OPM2011", exception.Message);
            }

            if (fault is var (id, message))
            {
                yield return new Finding(id, node.Resource.Location, $"{node.Resource.Name}: {message}");
            }
        }
    }

    /// <summary>The provider of a resource.</summary>
    /// <exception cref="ProviderException">There is none, or several fit equally well.</exception>
    public Provider Select(Resource resource)
    {
        lock (_lock)
        {
            if (resource.Common.Provider is { } chosen)
            {
                return Instance(resource, registry.Providers.FirstOrDefault(provider => provider.ClrType == chosen && provider.ResourceType == resource.Descriptor.ClrType)
                    ?? throw new ProviderException(ProviderWords.NotOf(chosen.Name, resource.Descriptor.MethodName, Known(resource))));
            }

            if (!_byResource.TryGetValue(resource.Descriptor.ClrType, out var provider))
            {
                _byResource[resource.Descriptor.ClrType] = provider = Instance(resource, Best(resource));
            }

            return provider;
        }
    }

    private ProviderDescriptor Best(Resource resource)
    {
        var all = registry.Providers.Where(provider => provider.ResourceType == resource.Descriptor.ClrType).ToList();

        // A provider for every platform needs no facts: a run that uses only such ones gathers none.
        if (all is [{ Platforms.Count: 0 }])
        {
            return all[0];
        }

        var fitting = all.Where(provider => provider.Platforms.Count == 0 || provider.Platforms.Any(facts.Platform.Is)).ToList();
        if (fitting.Count == 0)
        {
            throw new ProviderException(ProviderWords.NoneWorks(
                resource.Descriptor.MethodName,
                $"{facts.Platform.Description} ({string.Join(", ", facts.Platform.Families)})",
                Known(resource)));
        }

        var candidates = fitting.Where(provider => provider.IsDefault).ToList() is { Count: > 0 } defaults ? defaults : fitting;
        var best = candidates.GroupBy(Distance).MinBy(group => group.Key)!.ToList();
        return best.Count == 1
            ? best[0]
            : throw new ProviderException($"{string.Join(" and ", best.Select(provider => provider.Name))} both provide {resource.Descriptor.MethodName} here. Choose one with .Via<{best[0].ClrType.Name}>().");
    }

    /// <summary>How far down the platform's families the provider's first match is: "debian" is nearer than "linux".</summary>
    private int Distance(ProviderDescriptor provider)
    {
        for (var i = 0; i < facts.Platform.Families.Count; i++)
        {
            if (provider.Platforms.Contains(facts.Platform.Families[i], StringComparer.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Platforms)> Known(Resource resource) =>
        registry.Providers.Where(provider => provider.ResourceType == resource.Descriptor.ClrType).Select(provider => (provider.Name, provider.Platforms));

    private Provider Instance(Resource resource, ProviderDescriptor descriptor)
    {
        if (!_instances.TryGetValue(descriptor.ClrType, out var provider))
        {
            _instances[descriptor.ClrType] = provider = descriptor.Create(resource)
                ?? throw new InvalidOperationException($"{descriptor.ClrType} is no provider for {resource.GetType()}, though its registry says so.");
        }

        return provider;
    }
}
