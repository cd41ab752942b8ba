namespace OpsMop.Push.Agents;

/// <summary>An agent for a platform, as files of this machine.</summary>
internal sealed record AgentFile
{
    public required string Path { get; init; }

    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    public required string CompressedPath { get; init; }

    public required long CompressedSize { get; init; }

    public required string Platform { get; init; }
}
