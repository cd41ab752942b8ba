using System.Buffers;
using System.Text.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>
/// Makes layers what is sent to agents, for the roles that are included there. What is of no role stays here: the policy's own variables, and those that an inventory has
/// for another program.
/// </summary>
internal sealed class TravellingLayers
{
    private readonly Dictionary<LayerIndex, VariableLayer?> _layers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The layers as they travel.</summary>
    /// <param name="layers">All layers of a host, lowest first.</param>
    public IReadOnlyList<VariableLayer> Of(List<LayerIndex> layers) => [.. layers.Select(Of).OfType<VariableLayer>()];

    /// <summary>The sections of a layer; <see langword="null"/> where it has none.</summary>
    private VariableLayer? Of(LayerIndex index)
    {
        if (!_layers.TryGetValue(index, out var layer))
        {
            layer = !index.HasSections ? null
                : index.HasOthers ? index.Layer with { Values = SectionsOf(index.Layer.Values) }
                : index.Layer;
            _layers[index] = layer;
        }

        return layer;
    }

    private static JsonElement SectionsOf(JsonElement values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DistributionJson.MaxDepth }))
        {
            writer.WriteStartObject();
            foreach (var member in values.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object)
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = DistributionJson.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }
}
