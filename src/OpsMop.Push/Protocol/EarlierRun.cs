namespace OpsMop.Push.Protocol;

/// <summary>A run of an earlier push, whose connection broke before its result was told.</summary>
internal sealed record EarlierRun
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>Who had started it.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The host that the work was for.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its log on the host.</summary>
    public string Log { get; init; } = "";

    /// <summary>How it ended; <see langword="null"/> where the agent itself was ended in the middle of it.</summary>
    public RunEnded? Ended { get; init; }
}
