using System.Text.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>Which roles a layer says something of, so that 10,000 hosts with a layer each are not searched for every role.</summary>
internal sealed class LayerIndex
{
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);

    public LayerIndex(VariableLayer layer)
    {
        Layer = layer;
        if (layer.Values.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in layer.Values.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                _sections.Add(Plain(member.Name));
            }
        }
    }

    public VariableLayer Layer { get; }

    /// <summary>Whether there is a section in it.</summary>
    public bool HasSections => _sections.Count > 0;

    /// <summary>A name without what makes no difference (see <see cref="Naming.Same"/>).</summary>
    public static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Whether it has a section of a name.</summary>
    /// <param name="plainName">The plain name.</param>
    public bool Has(string plainName) => _sections.Contains(plainName);
}
