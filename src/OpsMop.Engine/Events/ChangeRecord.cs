using System.Text.Json.Serialization;

namespace OpsMop.Engine.Events;

/// <summary>One change of a resource, as it is shown. What is secret is masked.</summary>
public sealed record ChangeRecord
{
    private string? _diff;

    /// <summary>What is done: <c>create</c>, <c>chmod</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What was there.</summary>
    public string? From { get; init; }

    /// <summary>What is there now.</summary>
    public string? To { get; init; }

    /// <summary>How a file's content differs, as a unified diff. It is made when it is first read: a sink that shows no diffs pays for none.</summary>
    public string? Diff
    {
        get => _diff ??= Render?.Invoke();
        init => _diff = value;
    }

    [JsonIgnore]
    internal Func<string?>? Render { get; init; }
}
