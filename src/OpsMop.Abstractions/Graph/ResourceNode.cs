namespace OpsMop;

/// <summary>A resource's place in the graph.</summary>
internal sealed class ResourceNode(ResourceBuilder builder) : Node
{
    public ResourceBuilder Builder { get; } = builder;

    public Resource Resource => Builder.Finished;

    /// <summary>
    /// The name, within the policy, by which the ledger knows that something this resource waits for has changed; <see langword="null"/> unless it has
    /// <c>WhenChanged</c>.
    /// </summary>
    public string? PendingId { get; set; }

    /// <summary>The resources that wait for this one to change.</summary>
    public List<ResourceNode>? Dependents { get; set; }

    /// <summary>What became of it in this run; <see langword="null"/> before its turn.</summary>
    public Outcome? Outcome { get; set; }
}
