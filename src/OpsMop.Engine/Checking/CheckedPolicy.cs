namespace OpsMop.Engine.Checking;

/// <summary>A policy that is to be checked.</summary>
/// <param name="Name">Its class.</param>
/// <param name="Create">Makes it; called for each run of the model.</param>
public sealed record CheckedPolicy(string Name, Func<Policy> Create)
{
    /// <summary>The names of its <see cref="TargetsAttribute"/>; empty where it has none.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether it has a <see cref="Policy.LoadAsync"/> of its own, which a check never calls.</summary>
    public bool Loads { get; init; }

    /// <summary>Whether it has a <see cref="Policy.LoadSample"/> of its own.</summary>
    public bool HasSample { get; init; }

    /// <summary>Finds where its class is: what is wrong and has no line of its own is reported there.</summary>
    public Func<SourceLocation> Locate { get; init; } = static () => default;
}
