using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsMop.Engine.Events;

/// <summary>Writes events as JSON, without reflection: one object a line, its kind in <c>event</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(OutcomeStatusConverter), typeof(ContactStatusConverter)])]
[JsonSerializable(typeof(RunEvent))]
public sealed partial class EventJson : JsonSerializerContext
{
    /// <summary>An event as one line of JSON, without the line's end.</summary>
    /// <param name="happened">The event.</param>
    public static string Write(RunEvent happened) => JsonSerializer.Serialize(happened, Default.RunEvent);

    /// <summary>Writes an event as one line of JSON, without the line's end: the same that <see cref="Write(RunEvent)"/> makes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="happened">The event.</param>
    public static void Write(IBufferWriter<byte> output, RunEvent happened)
    {
        using var writer = new Utf8JsonWriter(output);
        if (!EventWriter.TryWrite(writer, happened))
        {
            JsonSerializer.Serialize(writer, happened, Default.RunEvent);
        }
    }

    /// <summary>An event from a line of JSON.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">The line is no event.</exception>
    public static RunEvent Read(string line) => JsonSerializer.Deserialize(line, Default.RunEvent) ?? throw new JsonException("The line is no event.");

    /// <summary>Outcomes are lower case in JSON, as everything else there is: <c>changed</c>.</summary>
    private sealed class OutcomeStatusConverter() : JsonStringEnumConverter<OutcomeStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class ContactStatusConverter() : JsonStringEnumConverter<ContactStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
