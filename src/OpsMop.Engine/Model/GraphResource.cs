namespace OpsMop.Engine.Model;

/// <summary>A resource in a graph.</summary>
/// <param name="Id">A number, unique in the graph, in the order in which they run.</param>
/// <param name="Name">The resource, such as <c>File[/etc/motd]</c>.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Role">The path of its role.</param>
/// <param name="Handler">The handler it belongs to; <see langword="null"/> outside handlers.</param>
/// <param name="Blocks">The blocks of the role that it stands in, outermost first: <c>parallel</c>, <c>when</c>, <c>try</c>, <c>rescue</c>, <c>always</c>,
/// <c>together</c>.</param>
/// <param name="Location">Where the policy declares it.</param>
public sealed record GraphResource(int Id, string Name, string Type, string Role, string? Handler, IReadOnlyList<string> Blocks, SourceLocation Location);
