using System.Buffers;
using System.Text.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// What is sent to agents of layers and settings, for the roles that are included there. What is of no such role stays here: the data of roles that the host does not have,
/// which may be secret, the policy's own variables, and those that an inventory has for another program. A role's own data is in its variables.
/// </summary>
/// <param name="names">The names of the roles that may be included.</param>
/// <param name="settings">What <c>--set</c> says of roles.</param>
internal sealed class TravellingData(IncludableNames names, IReadOnlyList<VariableSetting> settings)
{
    private readonly Dictionary<LayerIndex, VariableLayer?> _layers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether no layer travels, whatever is in it.</summary>
    public bool IsEmpty => names.IsNone;

    /// <summary>The settings as they travel.</summary>
    public IReadOnlyList<VariableSetting> Settings { get; } =
        [.. settings.Where(setting => names.Has(setting.Target[..setting.Target.LastIndexOf('.')]))];

    /// <summary>The layers as they travel.</summary>
    /// <param name="layers">All layers of a host, lowest first.</param>
    public IReadOnlyList<VariableLayer> LayersOf(List<LayerIndex> layers) => [.. layers.Select(Of).OfType<VariableLayer>()];

    /// <summary>The sections of a layer; <see langword="null"/> where it has none for the roles.</summary>
    private VariableLayer? Of(LayerIndex index)
    {
        if (!_layers.TryGetValue(index, out var layer))
        {
            _layers[index] = layer = index.HasSections ? SectionsOf(index.Layer) : null;
        }

        return layer;
    }

    private VariableLayer? SectionsOf(VariableLayer layer)
    {
        var sections = new List<JsonProperty>();
        var isWhole = true;
        foreach (var member in layer.Values.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && names.Has(member.Name))
            {
                sections.Add(member);
            }
            else
            {
                isWhole = false;
            }
        }

        return isWhole ? layer
            : sections.Count == 0 ? null
            : layer with { Values = Join(sections), Lines = LinesOf(layer.Lines, sections) };
    }

    private static JsonElement Join(List<JsonProperty> sections)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DistributionJson.MaxDepth }))
        {
            writer.WriteStartObject();
            foreach (var section in sections)
            {
                section.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = DistributionJson.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The lines of sections: what other roles there are, and what they are told, is no business of the host either.</summary>
    private static Dictionary<string, int> LinesOf(IReadOnlyDictionary<string, int> lines, List<JsonProperty> sections)
    {
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, line) in lines)
        {
            if (sections.Exists(section => path.StartsWith(section.Name, StringComparison.Ordinal) && (path.Length == section.Name.Length || path[section.Name.Length] is '.' or '[')))
            {
                kept[path] = line;
            }
        }

        return kept;
    }
}
