using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>Writes and reads what travels between a controller and its agents, without reflection. What is empty is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(VerbConverter), typeof(KindConverter), typeof(LocationConverter)],
    MaxDepth = MaxDepth)]
[JsonSerializable(typeof(RunOrder))]
[JsonSerializable(typeof(BoundRole))]
[JsonSerializable(typeof(VariableLayer))]
[JsonSerializable(typeof(VariableSetting))]
public sealed partial class DistributionJson : JsonSerializerContext
{
    /// <summary>How deep values may be nested. The records of a policy are no deeper by far; a document that is comes from somebody else.</summary>
    internal const int MaxDepth = 256;

    /// <summary>An order as JSON in UTF-8.</summary>
    /// <param name="order">The order.</param>
    public static byte[] Write(RunOrder order) => JsonSerializer.SerializeToUtf8Bytes(order, Default.RunOrder);

    /// <summary>An order from JSON in UTF-8.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is no order.</exception>
    public static RunOrder Read(ReadOnlySpan<byte> utf8) => RunOrderReader.Read(utf8);

    private sealed class VerbConverter() : JsonStringEnumConverter<RunVerb>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class KindConverter() : JsonStringEnumConverter<VariableLayerKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <summary>A place is its file and its line.</summary>
    private sealed class LocationConverter : JsonConverter<SourceLocation>
    {
        public override SourceLocation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => RunOrderReader.Location(ref reader);

        public override void Write(Utf8JsonWriter writer, SourceLocation value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.File);
            writer.WriteNumberValue(value.Line);
            writer.WriteEndArray();
        }
    }
}
