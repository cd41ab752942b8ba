using System.Buffers;
using System.Text;
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
        (string? kind, JsonTypeInfo type) = happened switch
        {
            RunStarted _ => ("run.started", Default.RunStarted),
            RunFinished _ => ("run.finished", Default.RunFinished),
            RoleStarted _ => ("role.started", Default.RoleStarted),
            RoleFinished _ => ("role.finished", Default.RoleFinished),
            ResourceStarted _ => ("resource.started", Default.ResourceStarted),
            ResourceFinished _ => ("resource.finished", Default.ResourceFinished),
            _ => ((string?)null, (JsonTypeInfo)Default.RunEvent),
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(happened, type).AsSpan();
        if (kind is not null)
        {
            // The kind comes first, in the place of the brace.
            output.Write(Encoding.UTF8.GetBytes($"{{\"event\":\"{kind}\","));
            json = json[1..];
        }

        output.Write(json);
    }

    /// <summary>An event from a line of JSON.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">The line is no event.</exception>
    public static RunEvent Read(string line) => JsonSerializer.Deserialize(line, Default.RunEvent) ?? throw new JsonException("The line is no event.");

    /// <summary>Outcomes are lower case in JSON, as everything else there is: <c>changed</c>.</summary>
    private sealed class OutcomeStatusConverter() : JsonStringEnumConverter<OutcomeStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class ContactStatusConverter() : JsonStringEnumConverter<ContactStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
