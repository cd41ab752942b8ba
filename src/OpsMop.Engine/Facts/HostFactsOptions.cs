namespace OpsMop.Engine.Facts;

/// <summary>What is known beforehand of a host whose facts are gathered.</summary>
public sealed record HostFactsOptions
{
    /// <summary>The machine that this process runs on, and the user that it runs as.</summary>
    public static HostFactsOptions ThisMachine => new() { Source = FactSource.ThisMachine, User = Environment.UserName };

    /// <summary>Where the system is.</summary>
    public FactSource Source { get; init; }

    /// <summary>
    /// The name of the user on that system who runs the agent; asked with <c>id -un</c> where <see langword="null"/>, and <c>root</c> where that gives no
    /// answer.
    /// </summary>
    public string? User { get; init; }

    /// <summary>The seed of <see cref="IFacts.Chaos"/>; a random one where <see langword="null"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// The folders of the user facts, a later one wins; <see langword="null"/> for <c>/etc/opsmop/facts.d</c> and the <c>.opsmop/facts.d</c> in the home of
    /// <see cref="User"/>.
    /// </summary>
    public IReadOnlyList<AbsolutePath>? UserFactsFolders { get; init; }
}
