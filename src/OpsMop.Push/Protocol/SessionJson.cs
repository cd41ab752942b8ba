using System.Buffers;
using System.Text.Json;
using OpsMop.Engine.Json;

namespace OpsMop.Push.Protocol;

/// <summary>What an agent reads and writes in every session, without what the serializer learns before its first message: see <see cref="JsonMembers"/>.</summary>
internal static class SessionJson
{
    /// <summary>The first words of an agent as bytes.</summary>
    public static byte[] Write(AgentStarted started) => Write(started, static (writer, started) =>
    {
        writer.WriteNumber("protocol"u8, started.Protocol);
        writer.WriteString("policy"u8, started.Policy);
    });

    /// <summary>How a run ended as bytes.</summary>
    public static byte[] Write(RunEnded ended) => Write(ended, WriteMembers);

    /// <summary>A run of an earlier push as bytes.</summary>
    public static byte[] Write(EarlierRun earlier) => Write(earlier, static (writer, earlier) =>
    {
        writer.WriteString("began"u8, earlier.Began);
        writer.WriteString("operator"u8, earlier.Operator);
        writer.WriteString("host"u8, earlier.Host);
        writer.WriteString("log"u8, earlier.Log);
        if (earlier.Ended is { } ended)
        {
            writer.WriteStartObject("ended"u8);
            WriteMembers(writer, ended);
            writer.WriteEndObject();
        }
    });

    /// <summary>The first words of a controller from bytes.</summary>
    /// <exception cref="ProtocolException">They are none.</exception>
    public static SessionStart ReadStart(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            reader.Enter();
            string? push = null, stateDirectory = null;
            string user = "", manifest = "";
            int protocol = SessionStart.ProtocolVersion, onDisconnect = 0, resumeRun = 0, resumeAfter = 0;
            while (reader.NextMember())
            {
                if (reader.IsMember("protocol"u8))
                {
                    protocol = reader.Number();
                }
                else if (reader.IsMember("push"u8))
                {
                    push = reader.Text();
                }
                else if (reader.IsMember("operator"u8))
                {
                    user = reader.Text();
                }
                else if (reader.IsMember("onDisconnect"u8))
                {
                    onDisconnect = reader.Number();
                }
                else if (reader.IsMember("stateDirectory"u8))
                {
                    stateDirectory = reader.Text();
                }
                else if (reader.IsMember("manifest"u8))
                {
                    manifest = reader.Text();
                }
                else if (reader.IsMember("resumeRun"u8))
                {
                    resumeRun = reader.Number();
                }
                else if (reader.IsMember("resumeAfter"u8))
                {
                    resumeAfter = reader.Number();
                }
                else
                {
                    reader.Skip();
                }
            }

            return new SessionStart
            {
                Protocol = protocol,
                Push = push ?? throw new JsonException("push is missing."),
                Operator = user,
                OnDisconnect = (DisconnectPolicy)onDisconnect,
                StateDirectory = stateDirectory,
                Manifest = manifest,
                ResumeRun = resumeRun,
                ResumeAfter = resumeAfter,
            };
        }
        catch (JsonException exception)
        {
            throw ProtocolJson.Unreadable(nameof(SessionStart), exception);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, RunEnded ended)
    {
        writer.WriteNumber("run"u8, ended.Run);
        if (ended.Error is not null)
        {
            writer.WriteString("error"u8, ended.Error);
        }

        writer.WriteStartArray("findings"u8);
        foreach (var finding in ended.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, finding.Id);
            writer.WriteString("file"u8, finding.File);
            writer.WriteNumber("line"u8, finding.Line);
            writer.WriteString("message"u8, finding.Message);
            writer.WriteBoolean("isError"u8, finding.IsError);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (ended.Plan is not null)
        {
            writer.WriteBase64String("plan"u8, ended.Plan);
        }

        if (ended.IsUnknown)
        {
            writer.WriteBoolean("isUnknown"u8, true);
        }
    }

    private static byte[] Write<T>(T message, Action<Utf8JsonWriter, T> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer, message);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
