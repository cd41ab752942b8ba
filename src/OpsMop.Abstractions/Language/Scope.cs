namespace OpsMop;

/// <summary>The values that <c>host.With(…)</c> gives to the resources inside.</summary>
internal sealed record Scope
{
    public string? Owner { get; init; }

    public string? Group { get; init; }

    public UnixMode Mode { get; init; }

    public UnixMode DirectoryMode { get; init; }

    public string? User { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
