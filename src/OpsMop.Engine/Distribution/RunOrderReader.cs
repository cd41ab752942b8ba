using System.Text.Json;
using OpsMop.Engine.Json;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Distribution;

/// <summary>Reads an order as <see cref="DistributionJson.Write"/> wrote it. What it does not know it passes over.</summary>
internal static class RunOrderReader
{
    /// <summary>Reads an order.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">It is no order.</exception>
    public static RunOrder Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DistributionJson.MaxDepth });
        reader.Read();
        reader.Enter();
        RunVerb? verb = null;
        string? hostName = null;
        IReadOnlyList<BoundRole>? roles = null;
        IReadOnlyList<string> groups = [], policyRoles = [], tags = [];
        IReadOnlyList<VariableLayer> layers = [];
        IReadOnlyList<VariableSetting> settings = [];
        bool isVerbose = false, tellsUnchanged = false, savesPlan = false;
        int? seed = null;
        ReadOnlyMemory<byte> savedPlan = default;
        while (reader.NextMember())
        {
            if (reader.IsMember("verb"u8))
            {
                verb = Verb(ref reader);
            }
            else if (reader.IsMember("hostName"u8))
            {
                hostName = reader.Text();
            }
            else if (reader.IsMember("groups"u8))
            {
                groups = reader.Texts();
            }
            else if (reader.IsMember("roles"u8))
            {
                roles = List(ref reader, Role);
            }
            else if (reader.IsMember("policyRoles"u8))
            {
                policyRoles = reader.Texts();
            }
            else if (reader.IsMember("layers"u8))
            {
                layers = List(ref reader, Layer);
            }
            else if (reader.IsMember("settings"u8))
            {
                settings = List(ref reader, Setting);
            }
            else if (reader.IsMember("tags"u8))
            {
                tags = reader.Texts();
            }
            else if (reader.IsMember("verbose"u8))
            {
                isVerbose = reader.Truth();
            }
            else if (reader.IsMember("tellsUnchanged"u8))
            {
                tellsUnchanged = reader.Truth();
            }
            else if (reader.IsMember("seed"u8))
            {
                seed = reader.Number();
            }
            else if (reader.IsMember("savesPlan"u8))
            {
                savesPlan = reader.Truth();
            }
            else if (reader.IsMember("savedPlan"u8))
            {
                savedPlan = reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw new JsonException("A saved plan was expected in Base64.");
            }
            else
            {
                reader.Skip();
            }
        }

        // There is nothing behind it, or this fails.
        reader.Read();
        return new RunOrder
        {
            Verb = verb ?? throw Missing("verb"),
            HostName = hostName ?? throw Missing("hostName"),
            Groups = groups,
            Roles = roles ?? throw Missing("roles"),
            PolicyRoles = policyRoles,
            Layers = layers,
            Settings = settings,
            Tags = tags,
            Verbose = isVerbose,
            TellsUnchanged = tellsUnchanged,
            Seed = seed,
            SavesPlan = savesPlan,
            SavedPlan = savedPlan,
        };
    }

    /// <summary>Reads a place: its file and its line.</summary>
    /// <param name="reader">It stands at the value.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static SourceLocation Location(ref Utf8JsonReader reader)
    {
        reader.EnterArray();
        if (reader.NextElement())
        {
            var file = reader.Text();
            if (reader.NextElement())
            {
                var line = reader.Number();
                if (!reader.NextElement())
                {
                    return new SourceLocation(file, line);
                }
            }
        }

        throw new JsonException("A place was expected: a file and a line.");
    }

    private delegate T ReadOne<T>(ref Utf8JsonReader reader);

    private static BoundRole Role(ref Utf8JsonReader reader)
    {
        reader.Enter();
        string? name = null, type = null;
        JsonElement? variables = null;
        IReadOnlyList<string> tags = [];
        var (file, line) = ("", 0);
        while (reader.NextMember())
        {
            if (reader.IsMember("name"u8))
            {
                name = reader.Text();
            }
            else if (reader.IsMember("type"u8))
            {
                type = reader.Text();
            }
            else if (reader.IsMember("variables"u8))
            {
                variables = JsonElement.ParseValue(ref reader);
            }
            else if (reader.IsMember("tags"u8))
            {
                tags = reader.Texts();
            }
            else if (reader.IsMember("file"u8))
            {
                file = reader.Text();
            }
            else if (reader.IsMember("line"u8))
            {
                line = reader.Number();
            }
            else
            {
                reader.Skip();
            }
        }

        return new BoundRole
        {
            Name = name ?? throw Missing("name"),
            Type = type ?? throw Missing("type"),
            Variables = variables ?? throw Missing("variables"),
            Tags = tags,
            File = file,
            Line = line,
        };
    }

    private static VariableLayer Layer(ref Utf8JsonReader reader)
    {
        reader.Enter();
        var kind = VariableLayerKind.Environment;
        string name = "", source = "";
        JsonElement values = default;
        var lines = new Dictionary<string, int>();
        var isFree = false;
        while (reader.NextMember())
        {
            if (reader.IsMember("kind"u8))
            {
                kind = Kind(ref reader);
            }
            else if (reader.IsMember("name"u8))
            {
                name = reader.Text();
            }
            else if (reader.IsMember("source"u8))
            {
                source = reader.Text();
            }
            else if (reader.IsMember("values"u8))
            {
                values = JsonElement.ParseValue(ref reader);
            }
            else if (reader.IsMember("lines"u8))
            {
                reader.Enter();
                while (reader.NextMember())
                {
                    var path = reader.GetString()!;
                    reader.Read();
                    lines[path] = reader.Number();
                }
            }
            else if (reader.IsMember("isFree"u8))
            {
                isFree = reader.Truth();
            }
            else
            {
                reader.Skip();
            }
        }

        return new VariableLayer(kind, name, source, values, lines) { IsFree = isFree };
    }

    private static VariableSetting Setting(ref Utf8JsonReader reader)
    {
        reader.Enter();
        string target = "", text = "";
        JsonElement? value = null;
        SourceLocation location = default;
        while (reader.NextMember())
        {
            if (reader.IsMember("target"u8))
            {
                target = reader.Text();
            }
            else if (reader.IsMember("text"u8))
            {
                text = reader.Text();
            }
            else if (reader.IsMember("value"u8))
            {
                value = JsonElement.ParseValue(ref reader);
            }
            else if (reader.IsMember("location"u8))
            {
                location = Location(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new VariableSetting(target, text) { Value = value, Location = location };
    }

    private static RunVerb Verb(ref Utf8JsonReader reader) => reader.Text() switch
    {
        "plan" => RunVerb.Plan,
        "apply" => RunVerb.Apply,
        var other => throw new JsonException($"There is no verb {other}."),
    };

    private static VariableLayerKind Kind(ref Utf8JsonReader reader) => reader.Text() switch
    {
        "environment" => VariableLayerKind.Environment,
        "group" => VariableLayerKind.Group,
        "host" => VariableLayerKind.Host,
        var other => throw new JsonException($"There are no layers of the kind {other}."),
    };

    private static IReadOnlyList<T> List<T>(ref Utf8JsonReader reader, ReadOne<T> read)
    {
        reader.EnterArray();
        var list = new List<T>();
        while (reader.NextElement())
        {
            list.Add(read(ref reader));
        }

        return list;
    }

    private static JsonException Missing(string member) => new($"{member} is missing.");
}
