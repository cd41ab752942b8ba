namespace OpsMop.Generators;

/// <summary>A type that another is nested in.</summary>
/// <param name="Declaration">Its declaration: <c>partial class Site&lt;T&gt;</c>.</param>
internal sealed record ContainerModel(string Declaration);
