namespace OpsMop;

/// <summary>
/// Gives a type of resource another name in this assembly, where two libraries use the same: <c>[assembly: ResourceAlias(typeof(Contoso.FileResource),
/// "contoso-file")]</c> adds <c>host.ContosoFile(…)</c>.
/// </summary>
/// <param name="type">The type of resource.</param>
/// <param name="name">Its other name, as in <see cref="ResourceTypeAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ResourceAliasAttribute(Type type, string name) : Attribute
{
    /// <summary>The type of resource.</summary>
    public Type Type { get; } = type;

    /// <summary>Its other name.</summary>
    public string Name { get; } = name;
}
