namespace OpsMop.Engine.Running;

/// <summary>Where in the graph a run is: what the resources met there belong to.</summary>
internal sealed record Walk
{
    /// <summary>The names of the role and its includers: <c>web/nginx</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The counts of the role.</summary>
    public required Tally Tally { get; init; }

    /// <summary>The role added by the policy, whose end runs the handlers.</summary>
    public required Block Outermost { get; init; }

    /// <summary>The handler that runs; <see langword="null"/> outside handlers.</summary>
    public Handler? Handler { get; init; }

    /// <summary>Whether a <c>Rescue</c> is there for failures.</summary>
    public bool IsRescued { get; init; }

    /// <summary>The commands of a procedure so far: whatever comes later depends on what they did.</summary>
    public IReadOnlySet<string>? Preceding { get; init; }
}
