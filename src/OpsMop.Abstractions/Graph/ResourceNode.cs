namespace OpsMop;

/// <summary>A resource's place in the graph.</summary>
internal sealed class ResourceNode(ResourceBuilder builder) : Node
{
    public ResourceBuilder Builder { get; } = builder;

    public Resource Resource => Builder.Finished;
}
