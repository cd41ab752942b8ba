namespace OpsMop.Push.Agents;

/// <summary>Where agents may come from.</summary>
internal sealed record AgentStoreOptions
{
    /// <summary>What <c>--agent</c> has given, in order; for a platform the first that fits is taken.</summary>
    public IReadOnlyList<GivenAgent> Given { get; init; } = [];

    /// <summary>The program that runs here.</summary>
    public required ControllerProgram Controller { get; init; }

    /// <summary>Where agents are kept.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The SDK's program; <see langword="null"/> where there is none.</summary>
    public string? Dotnet { get; init; }

    /// <summary>The linker for native agents; <see langword="null"/> where there is none.</summary>
    public string? Linker { get; init; }

    /// <summary>Whether to publish although there is an agent, and although it has failed a while ago: somebody has asked for it.</summary>
    public bool Again { get; init; }

    /// <summary>Told in sentences what is being done while it takes time.</summary>
    public Action<string> Tell { get; init; } = static _ => { };

    /// <summary>How this process looks for agents.</summary>
    public static AgentStoreOptions OfProcess() => new()
    {
        Controller = ControllerProgram.OfProcess(),
        CacheFolder = AgentCache.DefaultFolder,
        Dotnet = AgentPublisher.FindDotnet(),
        Linker = AgentPublisher.FindLinker(),
    };
}
