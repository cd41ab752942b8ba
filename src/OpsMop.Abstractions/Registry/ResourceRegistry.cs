namespace OpsMop;

/// <summary>The types and providers of an assembly, or of all that a policy uses. It is generated: nothing is scanned or reflected at run time.</summary>
public sealed class ResourceRegistry
{
    /// <summary>The version of the contract between generated code and this library.</summary>
    public const int ContractVersion = 1;

    /// <summary>Makes the registry of one assembly. Called by generated code.</summary>
    /// <param name="contractVersion">The contract that the generated code was written for.</param>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="types">Its types of resources.</param>
    /// <param name="providers">Its providers.</param>
    /// <exception cref="NotSupportedException">The assembly was generated for a newer OpsMop.</exception>
    public ResourceRegistry(int contractVersion, string assembly, IReadOnlyList<ResourceDescriptor> types, IReadOnlyList<ProviderDescriptor> providers)
    {
        if (contractVersion > ContractVersion)
        {
            throw new NotSupportedException(
                $"{assembly} was built with a newer OpsMop (contract {contractVersion}; this one knows {ContractVersion}). Update the OpsMop package of the policy.");
        }

        Types = types;
        Providers = providers;
    }

    private ResourceRegistry(IReadOnlyList<ResourceDescriptor> types, IReadOnlyList<ProviderDescriptor> providers) => (Types, Providers) = (types, providers);

    /// <summary>The types of resources.</summary>
    public IReadOnlyList<ResourceDescriptor> Types { get; }

    /// <summary>The providers.</summary>
    public IReadOnlyList<ProviderDescriptor> Providers { get; }

    /// <summary>Joins registries. Called by generated code.</summary>
    /// <param name="parts">The registries.</param>
    public static ResourceRegistry Compose(params ResourceRegistry[] parts) =>
        new([.. parts.SelectMany(part => part.Types)], [.. parts.SelectMany(part => part.Providers)]);
}
