namespace OpsMop.Generators;

/// <summary>The names of the generator's steps, by which tests see what an edit makes run again.</summary>
internal static class TrackingNames
{
    public const string ResourceDeclarations = nameof(ResourceDeclarations);
    public const string ResourceTypes = nameof(ResourceTypes);
    public const string Providers = nameof(Providers);
    public const string RoleDeclarations = nameof(RoleDeclarations);
    public const string Roles = nameof(Roles);
    public const string RoleEntries = nameof(RoleEntries);
    public const string Aliases = nameof(Aliases);
    public const string HostMethods = nameof(HostMethods);
    public const string ReferencedRegistries = nameof(ReferencedRegistries);
    public const string AssemblyName = nameof(AssemblyName);
    public const string Registry = nameof(Registry);
    public const string Policies = nameof(Policies);
    public const string TemplateMethods = nameof(TemplateMethods);
    public const string TemplateFiles = nameof(TemplateFiles);
    public const string ProjectFolder = nameof(ProjectFolder);
    public const string TemplateUnits = nameof(TemplateUnits);
    public const string CompiledTemplates = nameof(CompiledTemplates);
    public const string TemplateHashes = nameof(TemplateHashes);
    public const string RegisteredTemplates = nameof(RegisteredTemplates);

    public static readonly string[] All =
    [
        ResourceDeclarations, ResourceTypes, Providers, RoleDeclarations, Roles, RoleEntries, Aliases, HostMethods, ReferencedRegistries, AssemblyName, Registry, Policies,
        TemplateMethods, TemplateFiles, ProjectFolder, TemplateUnits, CompiledTemplates, TemplateHashes, RegisteredTemplates,
    ];
}
