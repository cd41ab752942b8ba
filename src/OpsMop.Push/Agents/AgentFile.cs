namespace OpsMop.Push.Agents;

/// <summary>An agent that can be sent. Its files are there as long as it is in use: what is pruned has not been used for a day at least.</summary>
internal sealed record AgentFile
{
    /// <summary>The program.</summary>
    public required string Path { get; init; }

    /// <summary>Its SHA-256, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Size { get; init; }

    /// <summary>The program, compressed with gzip.</summary>
    public required string CompressedPath { get; init; }

    /// <summary>How many bytes that has.</summary>
    public required long CompressedSize { get; init; }

    /// <summary>Where it runs.</summary>
    public required AgentPlatform Platform { get; init; }

    /// <summary>The oldest glibc that it starts with; <see langword="null"/> where any will do.</summary>
    public Version? NeedsGlibc { get; init; }
}
