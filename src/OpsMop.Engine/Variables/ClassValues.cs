using System.Text.Json;

namespace OpsMop.Engine.Variables;

/// <summary>Values of the variables of a class of roles.</summary>
/// <param name="Type">The full name of the class.</param>
/// <param name="RoleName">The name of the instance that they are for; <see langword="null"/> for those that have none of their own.</param>
/// <param name="Values">The values by the names of the variables: an object. Secrets are in it as they are.</param>
/// <param name="Location">Where the code stands that gave them.</param>
public sealed record ClassValues(string Type, string? RoleName, JsonElement Values, SourceLocation Location)
{
    /// <summary>The class: the values may be secret.</summary>
    public override string ToString() => Type;
}
