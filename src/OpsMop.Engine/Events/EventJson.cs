using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
        // What an agent tells of a run with nothing to do. To learn all the kinds of events that there are would take it as long as the run itself.
        switch (happened)
        {
            case RunStarted one:
                Write(output, "run.started"u8, one, Default.RunStarted);
                break;
            case RunFinished one:
                Write(output, "run.finished"u8, one, Default.RunFinished);
                break;
            case RoleStarted one:
                Write(output, "role.started"u8, one, Default.RoleStarted);
                break;
            case RoleFinished one:
                Write(output, "role.finished"u8, one, Default.RoleFinished);
                break;
            case ResourceStarted one:
                Write(output, "resource.started"u8, one, Default.ResourceStarted);
                break;
            case ResourceFinished one:
                Write(output, "resource.finished"u8, one, Default.ResourceFinished);
                break;
            default:
                using (var writer = new Utf8JsonWriter(output))
                {
                    JsonSerializer.Serialize(writer, happened, Default.RunEvent);
                }

                break;
        }
    }

    /// <summary>Writes an event of a known kind, which comes first.</summary>
    private static void Write<T>(IBufferWriter<byte> output, ReadOnlySpan<byte> kind, T happened, JsonTypeInfo<T> type)
        where T : RunEvent
    {
        var rest = JsonSerializer.SerializeToUtf8Bytes(happened, type).AsSpan(1);
        output.Write("{\"event\":\""u8);
        output.Write(kind);
        output.Write("\","u8);
        output.Write(rest);
    }

    /// <summary>An event from a line of JSON.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">The line is no event.</exception>
    public static RunEvent Read(string line) => JsonSerializer.Deserialize(line, Default.RunEvent) ?? throw new JsonException("The line is no event.");

    /// <summary>Outcomes are lower case in JSON, as everything else there is: <c>changed</c>.</summary>
    private sealed class OutcomeStatusConverter() : JsonStringEnumConverter<OutcomeStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class ContactStatusConverter() : JsonStringEnumConverter<ContactStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
