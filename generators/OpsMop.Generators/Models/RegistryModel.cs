namespace OpsMop.Generators;

/// <summary>The registry of an assembly.</summary>
internal sealed record RegistryModel(
    string AssemblyName,
    EquatableArray<RegistryEntryModel> Types,
    EquatableArray<ProviderModel> Providers,
    EquatableArray<TemplateFileModel> Templates,
    EquatableArray<RoleEntryModel> Roles)
{
    /// <summary>The contract that generated code is written for: <c>ResourceRegistry.ContractVersion</c>. A test compares them.</summary>
    public const int ContractVersion = 4;

    public string ClassName => NameFor(AssemblyName);

    public string FullName => FullNameFor(AssemblyName);

    public static string NameFor(string assembly) => Identifier.Sanitize(assembly) + "Registry";

    public static string FullNameFor(string assembly) => "global::OpsMop.Generated." + NameFor(assembly);
}
