namespace OpsMop;

/// <summary>On which hosts roles run, and how many of them at a time.</summary>
internal sealed record Rollout
{
    /// <summary>The hosts by a pattern; all of them where neither this nor <see cref="Select"/> is set.</summary>
    public HostPattern Pattern { get; init; }

    /// <summary>The hosts by code.</summary>
    public Func<Inventory, IEnumerable<InventoryHost>>? Select { get; init; }

    /// <summary>The sizes of the batches, as counts or percentages; empty for all hosts at once.</summary>
    public IReadOnlyList<string> Batches { get; init; } = [];

    /// <summary>How many hosts may fail before the rollout stops; <see langword="null"/> where not set.</summary>
    public string? MaxFailures { get; init; }

    /// <summary>The block of <c>roles.On(…)</c> that it stands for, by which its roles are known to belong together; <see langword="null"/> for a role of its own.</summary>
    public object? Block { get; init; }
}
