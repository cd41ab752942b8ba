using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Events;

/// <summary>The JSON schema of the events, made from their types and the documentation of their members.</summary>
internal static class EventSchema
{
    private static readonly XDocument Documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "OpsMop.Engine.xml"));

    public static string Create()
    {
        var node = (JsonObject)EventJson.Default.RunEvent.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Document });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "OpsMop events",
            ["description"] = "One line of --output json.",
        };
        foreach (var (name, value) in node.ToList())
        {
            node.Remove(name);
            schema[name] = value;
        }

        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonNode Document(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject description)
        {
            return schema;
        }

        // An optional member is left out where it has no value; null is never written.
        if (context.PropertyInfo is { } && description["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
        {
            var rest = types.Select(type => (string?)type).Where(type => type != "null").ToArray();
            description["type"] = rest.Length == 1 ? rest[0] : new JsonArray([.. rest.Select(type => (JsonNode?)type)]);
        }

        var summary = context.PropertyInfo is { AttributeProvider: System.Reflection.PropertyInfo property }
            ? Summary($"P:{property.DeclaringType!.FullName}.{property.Name}")
            : context.PropertyInfo is null ? Summary($"T:{context.TypeInfo.Type.FullName}") : null;
        if (summary is not null)
        {
            description.Insert(0, "description", summary);
        }

        return description;
    }

    private static string? Summary(string member)
    {
        var summary = Documentation.Root!.Element("members")!.Elements().FirstOrDefault(one => (string?)one.Attribute("name") == member)?.Element("summary");
        return summary is null ? null : string.Join(' ', string.Concat(summary.Nodes().Select(Show)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Show(XNode node) => node switch
    {
        XElement element when element.Attribute("cref") is { } cref => cref.Value.Split('.')[^1],
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element => element.Value,
        _ => node.ToString(),
    };
}
