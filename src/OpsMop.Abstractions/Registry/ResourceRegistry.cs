namespace OpsMop;

/// <summary>The types, the providers, the template files and the roles of an assembly, or of all that a policy uses. It is generated: nothing is scanned or reflected at run time.</summary>
public sealed class ResourceRegistry
{
    /// <summary>The version of the contract between generated code and this library.</summary>
    /// <remarks>1: types, providers, templates. 2: roles. 3: a provider is made for a resource. 4: what roles may include.</remarks>
    public const int ContractVersion = 4;

    /// <summary>Makes the registry of one assembly. Called by generated code.</summary>
    /// <param name="contractVersion">The contract that the generated code was written for.</param>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="types">Its types of resources.</param>
    /// <param name="providers">Its providers.</param>
    /// <exception cref="NotSupportedException">The assembly was generated for a newer OpsMop.</exception>
    public ResourceRegistry(int contractVersion, string assembly, IReadOnlyList<ResourceDescriptor> types, IReadOnlyList<ProviderDescriptor> providers)
        : this(contractVersion, assembly, types, providers, [])
    {
    }

    /// <summary>Makes the registry of one assembly that has templates. Called by generated code.</summary>
    /// <param name="contractVersion">The contract that the generated code was written for.</param>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="types">Its types of resources.</param>
    /// <param name="providers">Its providers.</param>
    /// <param name="templates">The files that its templates were compiled from.</param>
    /// <exception cref="NotSupportedException">The assembly was generated for a newer OpsMop.</exception>
    public ResourceRegistry(
        int contractVersion,
        string assembly,
        IReadOnlyList<ResourceDescriptor> types,
        IReadOnlyList<ProviderDescriptor> providers,
        IReadOnlyList<TemplateDescriptor> templates)
        : this(contractVersion, assembly, types, providers, templates, [])
    {
    }

    /// <summary>Makes the registry of one assembly that has roles. Called by generated code.</summary>
    /// <param name="contractVersion">The contract that the generated code was written for.</param>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="types">Its types of resources.</param>
    /// <param name="providers">Its providers.</param>
    /// <param name="templates">The files that its templates were compiled from.</param>
    /// <param name="roles">Its roles and procedures.</param>
    /// <exception cref="NotSupportedException">The assembly was generated for a newer OpsMop.</exception>
    public ResourceRegistry(
        int contractVersion,
        string assembly,
        IReadOnlyList<ResourceDescriptor> types,
        IReadOnlyList<ProviderDescriptor> providers,
        IReadOnlyList<TemplateDescriptor> templates,
        IReadOnlyList<RoleDescriptor> roles)
    {
        if (contractVersion > ContractVersion)
        {
            throw new NotSupportedException(
                $"{assembly} was built with a newer OpsMop (contract {contractVersion}; this one knows {ContractVersion}). Update the OpsMop package of the policy.");
        }

        Types = types;
        Providers = providers;
        Templates = templates;
        Roles = roles;
    }

    private ResourceRegistry(
        IReadOnlyList<ResourceDescriptor> types,
        IReadOnlyList<ProviderDescriptor> providers,
        IReadOnlyList<TemplateDescriptor> templates,
        IReadOnlyList<RoleDescriptor> roles) =>
        (Types, Providers, Templates, Roles) = (types, providers, templates, roles);

    /// <summary>The types of resources.</summary>
    public IReadOnlyList<ResourceDescriptor> Types { get; }

    /// <summary>The providers.</summary>
    public IReadOnlyList<ProviderDescriptor> Providers { get; }

    /// <summary>The files that templates were compiled from.</summary>
    public IReadOnlyList<TemplateDescriptor> Templates { get; }

    /// <summary>The roles and procedures. A class that generated code cannot name, such as a private or a generic one, is not among them.</summary>
    public IReadOnlyList<RoleDescriptor> Roles { get; }

    /// <summary>Joins registries. Called by generated code.</summary>
    /// <param name="parts">The registries.</param>
    public static ResourceRegistry Compose(params ResourceRegistry[] parts) =>
        new(
            [.. parts.SelectMany(part => part.Types)],
            [.. parts.SelectMany(part => part.Providers)],
            [.. parts.SelectMany(part => part.Templates)],
            [.. parts.SelectMany(part => part.Roles)]);
}
