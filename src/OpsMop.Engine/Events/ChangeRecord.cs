namespace OpsMop.Engine.Events;

/// <summary>One change of a resource, as it is shown. What is secret is masked.</summary>
public sealed record ChangeRecord
{
    /// <summary>What is done: <c>create</c>, <c>chmod</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was there.</summary>
    public string? From { get; init; }

    /// <summary>What is there now.</summary>
    public string? To { get; init; }

    /// <summary>How a file's content differs, as a unified diff.</summary>
    public string? Diff { get; init; }
}
