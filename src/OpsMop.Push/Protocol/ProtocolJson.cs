using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace OpsMop.Push.Protocol;

/// <summary>Reads and writes what travels in frames, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SessionStart))]
[JsonSerializable(typeof(AgentStarted))]
[JsonSerializable(typeof(RunEnded))]
[JsonSerializable(typeof(EarlierRun))]
[JsonSerializable(typeof(FileWanted))]
[JsonSerializable(typeof(FileOffered))]
[JsonSerializable(typeof(ChildStart))]
[JsonSerializable(typeof(ChildFailed))]
[JsonSerializable(typeof(ChildAttempt))]
[JsonSerializable(typeof(ChildEnded))]
internal sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>A message as bytes.</summary>
    public static byte[] Write<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(message, type);

    /// <summary>A message from bytes.</summary>
    /// <exception cref="ProtocolException">They are none.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new ProtocolException($"A message of the kind {typeof(T).Name} is empty.");
        }
        catch (JsonException exception)
        {
            throw Unreadable(typeof(T).Name, exception);
        }
    }

    /// <summary>What is said of a message that is none.</summary>
    /// <param name="kind">What it should be.</param>
    /// <param name="exception">What is wrong with it.</param>
    public static ProtocolException Unreadable(string kind, JsonException exception) => new($"A message of the kind {kind} cannot be read: {exception.Message}", exception);
}
