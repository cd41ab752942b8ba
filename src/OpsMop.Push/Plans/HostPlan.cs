using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsMop.Engine.Plans;

namespace OpsMop.Push.Plans;

/// <summary>
/// The saved plan of one host of a push: the plans of its runs, in order. Its file is one line of JSON that says what is in it, and then the plans as they are, so that people can read
/// them.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Roles">All roles that the policy had for it, in order.</param>
/// <param name="Runs">The runs.</param>
internal sealed record HostPlan(string Host, IReadOnlyList<string> Roles, IReadOnlyList<HostPlanRun> Runs)
{
    private const int Version = 1;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The plan of some roles; <see langword="null"/> where they had no run.</summary>
    /// <param name="roles">The roles, in order.</param>
    public HostPlanRun? Find(IEnumerable<string> roles) => Runs.FirstOrDefault(run => run.Roles.SequenceEqual(roles, StringComparer.Ordinal));

    /// <summary>The plan as a file holds it.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("opsmopHostPlan"u8, Version);
            json.WriteString("host"u8, Host);
            Write(json, Roles);
            json.WriteStartArray("runs"u8);
            foreach (var run in Runs)
            {
                json.WriteStartObject();
                Write(json, run.Roles);
                json.WriteNumber("bytes"u8, run.Plan.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        foreach (var run in Runs)
        {
            buffer.Write(run.Plan.Span);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> has given.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="SavedPlanException">It is none, or not whole, or of a newer version.</exception>
    public static HostPlan Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            using var head = JsonDocument.Parse(end < 0 ? bytes : bytes[..end]);
            var version = head.RootElement.GetProperty("opsmopHostPlan"u8).GetInt32();
            if (version > Version)
            {
                throw new SavedPlanException(string.Create(CultureInfo.InvariantCulture, $"{path} was made by a newer OpsMop (version {version} of plans; this one knows {Version}). Make new plans."));
            }

            var rest = bytes[(end + 1)..];
            var runs = new List<HostPlanRun>();
            foreach (var run in head.RootElement.GetProperty("runs"u8).EnumerateArray())
            {
                var length = run.GetProperty("bytes"u8).GetInt32();
                runs.Add(new HostPlanRun(Read(run), rest[..length]));
                rest = rest[length..];
            }

            return end >= 0 && rest.IsEmpty ? new HostPlan(head.RootElement.GetProperty("host"u8).GetString()!, Read(head.RootElement), runs) : throw new FormatException("there is more in it than it says.");
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new SavedPlanException($"{path} is not whole: its end is missing. Make a new plan.", exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SavedPlanException($"{path} is no plan, or is damaged: {exception.Message} Make a new plan.", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<string> roles)
    {
        json.WriteStartArray("roles"u8);
        foreach (var role in roles)
        {
            json.WriteStringValue(role);
        }

        json.WriteEndArray();
    }

    private static IReadOnlyList<string> Read(JsonElement from) => [.. from.GetProperty("roles"u8).EnumerateArray().Select(role => role.GetString()!)];
}
