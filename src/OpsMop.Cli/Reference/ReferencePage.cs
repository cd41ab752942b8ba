using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsMop.CommandLine.Reference;

/// <summary>The reference page of a type of resource, in Markdown: what its declaration says, its example, its providers.</summary>
/// <param name="type">The type.</param>
/// <param name="providers">Its providers.</param>
/// <param name="example">Its example; <see langword="null"/> for none.</param>
internal sealed class ReferencePage(ResourceDescriptor type, IReadOnlyList<ProviderDescriptor> providers, string? example)
{
    /// <summary>Writes it.</summary>
    public string Write()
    {
        using var schema = JsonDocument.Parse(type.JsonSchema);
        var root = schema.RootElement;
        List<JsonProperty> properties = [.. Members(root, "properties"), .. Members(root, "x-functions")];
        List<string> arguments = root.TryGetProperty("x-arguments", out var taken) ? [.. taken.EnumerateArray().Select(one => one.GetString()!)] : [];
        var page = new StringBuilder();
        page.Append($"# {type.MethodName}\n\n{Description(root)}\n");
        if (root.TryGetProperty("$comment", out var remarks))
        {
            page.Append($"\n{remarks.GetString()}\n");
        }

        if (example is not null)
        {
            page.Append($"\n```csharp\n{example}\n```\n");
        }

        page.Append($"\n## host.{type.MethodName}({string.Join(", ", arguments)})\n");
        page.Append(type.IsAction ? "\nIt is something to do, without identity: it may be declared repeatedly.\n" : "");
        page.Append(properties.Count > 0 ? "\n| | value | |\n|---|---|---|\n" : "");
        foreach (var property in properties.OrderBy(one => arguments.IndexOf(one.Name) is >= 0 and var place ? place : arguments.Count))
        {
            var name = arguments.Contains(property.Name) ? property.Name : $".{Pascal(property.Name)}({(IsSwitch(property.Value) ? "" : "…")})";
            page.Append($"| `{name}` | {Cell(Value(property.Value))} | {Cell($"{Description(property.Value)} {Conditions(root, property.Name, arguments)}".Trim())} |\n");
        }

        foreach (var choice in Rules(root, "oneOf"))
        {
            page.Append($"\nExactly one of these is given: {Quoted(choice.EnumerateArray().SelectMany(one => one.GetProperty("required").EnumerateArray()))}.\n");
        }

        page.Append("\nWhat every resource has besides (`When`, `Notifies`, `As`, `Retry` and the like) is in [the language](../language.md).\n");
        page.Append("\n## Providers\n\n| provider | platforms | | shown to work |\n|---|---|---|---|\n");
        foreach (var provider in providers)
        {
            page.Append($"| `{provider.Name}`{(provider.IsDefault || providers.Count == 1 ? "" : $", by `.Via<{provider.ClrType.Name}>()`")} | {(provider.Platforms.Count == 0 ? "all" : string.Join(", ", provider.Platforms))} | {Cell(provider.Summary)} | {Word(provider.Proof)} |\n");
        }

        return page.ToString();
    }

    /// <summary>Text as it stands in a cell of a table.</summary>
    /// <param name="text">The text.</param>
    public static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static string Word(Proof proof) => proof switch
    {
        Proof.RealHost => "on real hosts",
        Proof.Recorded => "by sessions played back; the programs were not run",
        _ => "",
    };

    private static string Conditions(JsonElement root, string name, List<string> arguments)
    {
        var text = new StringBuilder();
        if (root.TryGetProperty("required", out var required) && !arguments.Contains(name) && required.EnumerateArray().Any(one => one.GetString() == name))
        {
            text.Append("It must be given. ");
        }

        if (root.TryGetProperty("dependentRequired", out var needs) && needs.TryGetProperty(name, out var needed))
        {
            text.Append($"Only with {Quoted(needed.EnumerateArray())}. ");
        }

        List<string> others =
        [
            .. Rules(root, "not").Select(rule => rule.GetProperty("required").EnumerateArray().Select(one => one.GetString()!).ToList())
                .Where(pair => pair.Contains(name)).SelectMany(pair => pair.Where(other => other != name)),
        ];
        if (others.Count > 0)
        {
            text.Append($"Not with {string.Join(", ", others.Select(other => $"`{Pascal(other)}`"))}.");
        }

        return text.ToString().Trim();
    }

    private static IEnumerable<JsonElement> Rules(JsonElement root, string kind)
    {
        foreach (var rule in root.TryGetProperty("allOf", out var all) ? all.EnumerateArray().ToList() : [])
        {
            if (rule.TryGetProperty(kind, out var found))
            {
                yield return found;
            }
        }
    }

    /// <summary>What a value is, in words.</summary>
    private static string Value(JsonElement schema)
    {
        if (IsSwitch(schema))
        {
            return "a switch";
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return (schema.TryGetProperty("x-verbs", out _) ? "as methods too: " : "") + string.Join(", ", values.EnumerateArray().Select(one => $"`{Pascal(one.GetString()!)}`"));
        }

        if (!schema.TryGetProperty("type", out var type))
        {
            return "a function";
        }

        var word = type.GetString() switch
        {
            "array" => "list of " + Value(schema.GetProperty("items")),
            "object" => schema.TryGetProperty("additionalProperties", out var value) && value.ValueKind == JsonValueKind.Object ? "names and " + Value(value) : "object",
            "boolean" => "true or false",
            "integer" => "whole number",
            "number" => "number",
            _ when schema.TryGetProperty("writeOnly", out _) => "secret",
            _ => schema.TryGetProperty("format", out var format) ? format.GetString()!.Replace('-', ' ') : "text",
        };
        return word + Bounds(schema);
    }

    private static string Bounds(JsonElement schema) => (Number(schema, "minimum"), Number(schema, "maximum")) switch
    {
        (null, null) => "",
        ({ } least, null) => $", at least {least}",
        (null, { } most) => $", at most {most}",
        var (least, most) => $", {least} to {most}",
    };

    private static string? Number(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) ? value.GetDouble().ToString(CultureInfo.InvariantCulture) : null;

    private static string Description(JsonElement schema) => schema.TryGetProperty("description", out var text) ? text.GetString()! : "";

    private static IEnumerable<JsonProperty> Members(JsonElement root, string name) => root.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];

    private static bool IsSwitch(JsonElement schema) => schema.TryGetProperty("const", out _);

    private static string Quoted(IEnumerable<JsonElement> names) => string.Join(", ", names.Select(name => $"`{Pascal(name.GetString()!)}`"));

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
