using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsMop.Engine.Plans;

/// <summary>
/// A plan as lines of JSON: what it is for, a line for each turn of a resource, and at last the number of lines before it with their SHA-256, so that a plan of which a part is missing is
/// known. What is empty is left out.
/// </summary>
internal static class SavedPlanFormat
{
    /// <summary>The version of this format. A reader refuses what is newer, and reads all that is older.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a plan.</summary>
    public static byte[] Write(SavedPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_options);
        var lines = 0;
        Line(() => WriteHead(json, plan));
        foreach (var resource in plan.Resources)
        {
            Line(() => Write(json, resource));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
        var count = lines;
        Line(() =>
        {
            json.WriteNumber("lines"u8, count);
            json.WriteString("sha256"u8, hash);
        });
        return buffer.WrittenSpan.ToArray();

        void Line(Action write)
        {
            json.Reset();
            json.WriteStartObject();
            write();
            json.WriteEndObject();
            json.Flush();
            buffer.Write("\n"u8);
            lines++;
        }
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="utf8">The lines.</param>
    /// <param name="what">What they are of, for errors.</param>
    /// <exception cref="SavedPlanException">It is none, or not whole, or of a newer version.</exception>
    public static SavedPlan Read(ReadOnlyMemory<byte> utf8, string what)
    {
        try
        {
            var end = utf8.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new SavedPlanException($"{Begin(what)} is no plan.");
            }

            using var head = JsonDocument.Parse(utf8[..end]);
            if (head.RootElement.ValueKind != JsonValueKind.Object || !head.RootElement.TryGetProperty("opsmopPlan"u8, out var version))
            {
                throw new SavedPlanException($"{Begin(what)} is no plan.");
            }

            if (version.GetInt32() > Version)
            {
                throw new SavedPlanException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Begin(what)} was made by a newer OpsMop (version {version.GetInt32()} of plans; this one knows {Version}). Make a new plan with this one, or apply it with the newer."));
            }

            var body = WholeBody(utf8, what);
            var resources = new List<SavedResource>();
            for (var rest = body[(end + 1)..]; !rest.IsEmpty;)
            {
                var length = rest.Span.IndexOf((byte)'\n');
                using var line = JsonDocument.Parse(rest[..length]);
                resources.Add(ReadResource(line.RootElement));
                rest = rest[(length + 1)..];
            }

            return ReadHead(head.RootElement) with { Resources = resources };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SavedPlanException($"{Begin(what)} is no plan, or is damaged: {exception.Message} Make a new plan.", exception);
        }
    }

    /// <summary>The lines before the last, which says how many and which they are.</summary>
    private static ReadOnlyMemory<byte> WholeBody(ReadOnlyMemory<byte> utf8, string what)
    {
        var last = utf8.Span[^1] == '\n' ? utf8.Span[..^1].LastIndexOf((byte)'\n') : -1;
        if (last > 0)
        {
            using var line = JsonDocument.Parse(utf8[(last + 1)..]);
            if (line.RootElement.TryGetProperty("sha256"u8, out var hash))
            {
                var body = utf8[..(last + 1)];
                return hash.ValueEquals(Convert.ToHexStringLower(SHA256.HashData(body.Span)))
                    ? body
                    : throw new SavedPlanException($"{Begin(what)} has been changed since it was made. Make a new plan.");
            }
        }

        throw new SavedPlanException($"{Begin(what)} is not whole: its end is missing. Make a new plan.");
    }

    private static string Begin(string what) => char.ToUpperInvariant(what[0]) + what[1..];

    private static void WriteHead(Utf8JsonWriter json, SavedPlan plan)
    {
        json.WriteNumber("opsmopPlan"u8, Version);
        json.WriteString("id"u8, plan.Id);
        json.WriteString("policy"u8, plan.Policy);
        json.WriteString("build"u8, plan.Build);
        json.WriteString("host"u8, plan.HostName);
        Optional(json, "image", plan.Image.Length > 0 ? plan.Image : null);
        json.WriteString("made"u8, plan.Made.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("seed"u8, plan.Seed);
        json.WriteString("key"u8, plan.Key.Write());
        Strings(json, "tags", plan.Tags);
        Strings(json, "open", plan.OpenRoles);
        json.WriteStartArray("roles"u8);
        foreach (var role in plan.Roles)
        {
            json.WriteStartArray();
            json.WriteStringValue(role.Path);
            json.WriteStringValue(role.Digest);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static SavedPlan ReadHead(JsonElement head) => new()
    {
        Id = Text(head, "id"),
        Policy = Text(head, "policy"),
        Build = Text(head, "build"),
        HostName = Text(head, "host"),
        Image = Optional(head, "image") ?? "",
        Made = DateTimeOffset.ParseExact(Text(head, "made"), "O", CultureInfo.InvariantCulture),
        Seed = head.GetProperty("seed"u8).GetInt32(),
        Key = PlanKey.Parse(Text(head, "key")),
        Tags = Strings(head, "tags"),
        OpenRoles = Strings(head, "open"),
        Roles = [.. head.GetProperty("roles"u8).EnumerateArray().Select(role => new SavedRole(role[0].GetString() ?? "", role[1].GetString() ?? ""))],
    };

    private static void Write(Utf8JsonWriter json, SavedResource resource)
    {
        json.WriteString("role"u8, resource.Role);
        Optional(json, "handler", resource.Handler);
        json.WriteString("resource"u8, resource.Resource);
        json.WriteString("at"u8, resource.At);
        Optional(json, "skipped", resource.Skipped);
        Flag(json, "fails", resource.Fails);
        Flag(json, "open", resource.IsOpen);
        Flag(json, "waits", resource.MayBePassedOver);
        if (resource.Changes.Count > 0)
        {
            json.WriteStartArray("changes"u8);
            foreach (var change in resource.Changes)
            {
                json.WriteStartObject();
                json.WriteString("action"u8, change.Action);
                Optional(json, "from", change.From);
                Optional(json, "to", change.To);
                json.WriteString("hash"u8, change.Digest);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        Strings(json, "does", resource.Deeds);
        if (resource.Asked.Count > 0)
        {
            json.WriteStartArray("asked"u8);
            foreach (var answer in resource.Asked)
            {
                json.WriteStartArray();
                json.WriteStringValue(answer.Kind);
                json.WriteStringValue(answer.Subject);
                json.WriteStringValue(answer.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }
    }

    private static SavedResource ReadResource(JsonElement line) => new()
    {
        Role = Text(line, "role"),
        Handler = Optional(line, "handler"),
        Resource = Text(line, "resource"),
        At = Text(line, "at"),
        Skipped = Optional(line, "skipped"),
        Fails = Flag(line, "fails"),
        IsOpen = Flag(line, "open"),
        MayBePassedOver = Flag(line, "waits"),
        Changes = line.TryGetProperty("changes"u8, out var changes)
            ? [.. changes.EnumerateArray().Select(change => new SavedChange(Text(change, "action"), Optional(change, "from"), Optional(change, "to"), Text(change, "hash")))]
            : [],
        Deeds = Strings(line, "does"),
        Asked = line.TryGetProperty("asked"u8, out var asked)
            ? [.. asked.EnumerateArray().Select(answer => new SavedAnswer(answer[0].GetString() ?? "", answer[1].GetString() ?? "", answer[2].GetString() ?? ""))]
            : [],
    };

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is missing.");

    private static string? Optional(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static bool Flag(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.GetBoolean();

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static IReadOnlyList<string> Strings(JsonElement from, string name) =>
        from.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(value => value.GetString() ?? "")] : [];

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }
}
