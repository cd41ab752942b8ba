using System.Text.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>Which roles a layer says something of, so that 10,000 hosts with a layer each are not searched for every role.</summary>
internal sealed class LayerIndex
{
    private readonly Dictionary<string, List<JsonProperty>> _sections = new(StringComparer.Ordinal);

    public LayerIndex(VariableLayer layer)
    {
        Layer = layer;
        if (layer.Values.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in layer.Values.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Object)
            {
                HasOthers = true;
                continue;
            }

            var plain = Plain(member.Name);
            if (!_sections.TryGetValue(plain, out var sections))
            {
                _sections[plain] = sections = [];
            }

            sections.Add(member);
        }
    }

    public VariableLayer Layer { get; }

    /// <summary>Whether there is more in it than sections of roles: a policy's own variables, or those of another tool.</summary>
    public bool HasOthers { get; }

    /// <summary>The sections, by their plain names.</summary>
    public IEnumerable<KeyValuePair<string, List<JsonProperty>>> Sections => _sections;

    /// <summary>A name without what makes no difference (see <see cref="Naming.Same"/>).</summary>
    public static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    public bool Has(string plainName) => _sections.ContainsKey(plainName);

    /// <summary>Whether it says something of a role.</summary>
    /// <param name="plainName">The plain name of the role.</param>
    /// <param name="type">The class of the role.</param>
    public bool Concerns(string plainName, Type type) => Has(plainName) || HasCode(type);

    public bool HasCode(Type type)
    {
        foreach (var code in Layer.Code)
        {
            if (code.Type.IsAssignableFrom(type))
            {
                return true;
            }
        }

        return false;
    }
}
