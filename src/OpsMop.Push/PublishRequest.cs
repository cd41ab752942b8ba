namespace OpsMop.Push;

/// <summary>What publishing the agent is asked to do.</summary>
internal sealed record PublishRequest
{
    /// <summary>The platform, such as <c>linux-arm64</c>; <see langword="null"/> for that of this machine.</summary>
    public string? Platform { get; init; }

    /// <summary>The file that is written; <see langword="null"/> to leave it in the cache, where push finds it.</summary>
    public string? Out { get; init; }

    /// <summary>Tells what is being done, a sentence at a time.</summary>
    public Action<string> Told { get; init; } = static _ => { };
}
