namespace OpsMop.Generators;

/// <summary>Where a declared type stands.</summary>
/// <param name="Namespace">Its namespace as code writes it; empty for the global one.</param>
/// <param name="Containers">The types it is nested in, the outermost first.</param>
/// <param name="Name">Its own name, without type parameters, as code writes it.</param>
/// <param name="TypeParameters">Its type parameters: <c>&lt;T&gt;</c>.</param>
/// <param name="FullName">Its name with <c>global::</c>.</param>
/// <param name="MetadataName">Its name as metadata has it, for hint names.</param>
internal sealed record TypeNameModel(string Namespace, EquatableArray<ContainerModel> Containers, string Name, string TypeParameters, string FullName, string MetadataName);
