using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// A role of a policy for one host, as data: what <c>Compose</c> and the layers of variables have made of it on the controller. The agent makes the role again from it
/// and defines it there.
/// </summary>
public sealed record BoundRole
{
    /// <summary>The name of the instance.</summary>
    public required string Name { get; init; }

    /// <summary>The full name of the role's class, by which the registry of the policy makes one.</summary>
    public required string Type { get; init; }

    /// <summary>The values of its variables: an object. Secrets are in it as they are; it never leaves memory but through a connection to the host.</summary>
    public required JsonElement Variables { get; init; }

    /// <summary>The tags of all its resources.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The policy file that adds it.</summary>
    public string File { get; init; } = "";

    /// <summary>The line that adds it.</summary>
    public int Line { get; init; }

    /// <summary>Where the policy adds it.</summary>
    [JsonIgnore]
    public SourceLocation Location => new(File, Line);

    /// <summary>Its name: the variables may be secret.</summary>
    public override string ToString() => Name;
}
