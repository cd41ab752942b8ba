namespace OpsMop.Generators;

/// <summary>Another name for a type of resource.</summary>
/// <param name="MethodName">The method: <c>ContosoFile</c>.</param>
/// <param name="Resource">The type.</param>
internal sealed record AliasModel(string MethodName, ResourceModel Resource);
