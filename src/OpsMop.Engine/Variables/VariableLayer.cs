using System.Text.Json;

namespace OpsMop.Engine.Variables;

/// <summary>Data that sets variables: of an environment, a group or a host.</summary>
/// <param name="Kind">Whom it is for. A policy's own variables take environments only.</param>
/// <param name="Name">Where it is from, as people say it: <c>environment production</c>, <c>group web</c>.</param>
/// <param name="Source">The file it was read from; empty where there is none.</param>
/// <param name="Values">An object whose members are roles by name, each an object of variables; variables of the policy stand beside them.</param>
/// <param name="Lines">The line of each member in the file, by its path such as <c>blog.port</c>; empty where unknown.</param>
public sealed record VariableLayer(VariableLayerKind Kind, string Name, string Source, JsonElement Values, IReadOnlyDictionary<string, int> Lines)
{
    /// <summary>Whether what names no role is none of our business, as in an inventory that other programs read too.</summary>
    public bool IsFree { get; init; }

    /// <summary>Its name: its values may be secret.</summary>
    public override string ToString() => Name;
}
