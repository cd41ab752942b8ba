using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsMop.Engine.Variables;

/// <summary>Data that sets variables: of an environment, a group or a host.</summary>
/// <param name="Kind">Whom it is for. A policy's own variables take environments only.</param>
/// <param name="Name">Where it is from, as people say it: <c>environment production</c>, <c>group web</c>.</param>
/// <param name="Source">The file it was read from; empty where there is none.</param>
/// <param name="Values">An object whose members are roles by name, each an object of variables; variables of the policy stand beside them.</param>
/// <param name="Lines">The line of each member in the file, by its path such as <c>blog.port</c>; empty where unknown.</param>
public sealed record VariableLayer(VariableLayerKind Kind, string Name, string Source, JsonElement Values, IReadOnlyDictionary<string, int> Lines)
{
    private static readonly JsonElement s_nothing = JsonDocument.Parse("{}").RootElement;
    private static readonly IReadOnlyDictionary<string, int> s_noLines = new Dictionary<string, int>();

    /// <summary>Code that sets variables of roles by their class, after the data of the layer. It stays on the controller; what it sets travels as <see cref="Classes"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<RoleCode> Code { get; init; } = [];

    /// <summary>What code has set on a controller, as data, for roles that are included on the agent.</summary>
    public IReadOnlyList<ClassValues> Classes { get; init; } = [];

    /// <summary>Whether names that no role has are passed over: an inventory of another tool has variables that are for that tool.</summary>
    public bool IsLenient { get; init; }

    /// <summary>A layer of code alone, such as a group that a policy names in its inventory.</summary>
    /// <param name="kind">Whom it is for.</param>
    /// <param name="name">Where it is from, as people say it.</param>
    /// <param name="code">The code.</param>
    public static VariableLayer OfCode(VariableLayerKind kind, string name, params IReadOnlyList<RoleCode> code) =>
        new(kind, name, "", s_nothing, s_noLines) { Code = code };

    /// <summary>Its name: its values may be secret.</summary>
    public override string ToString() => Name;
}
