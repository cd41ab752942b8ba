using System.Text.Json;

namespace OpsMop.CommandLine.Tests.Events;

/// <summary>Validates JSON against the part of JSON Schema that the events' schema uses; a keyword that it does not know is an error, so that it cannot pass by ignorance.</summary>
internal static class SchemaValidator
{
    private static readonly HashSet<string> Silent = ["$schema", "title", "description", "default", "format"];

    public static string? Fault(JsonElement schema, JsonElement value, string path = "$")
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return null;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            var fault = keyword.Name switch
            {
                "type" => Types(keyword.Value).Any(type => Is(value, type)) ? null : $"{path} is no {keyword.Value}",
                "const" => JsonElement.DeepEquals(keyword.Value, value) ? null : $"{path} is not {keyword.Value}",
                "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? null : $"{path} is none of {keyword.Value}",
                "required" => keyword.Value.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing ? $"{path} has no {missing}" : null,
                "properties" => Members(schema, keyword.Value, value, path),
                "items" => value.ValueKind != JsonValueKind.Array ? null : value.EnumerateArray().Select((item, i) => Fault(keyword.Value, item, $"{path}[{i}]")).FirstOrDefault(fault => fault is not null),
                "anyOf" => AnyOf(keyword.Value, value, path),
                "pattern" => value.ValueKind != JsonValueKind.String || System.Text.RegularExpressions.Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!) ? null : $"{path} does not match {keyword.Value}",
                "additionalProperties" => null,
                _ when Silent.Contains(keyword.Name) => null,
                _ => throw new NotSupportedException($"The keyword {keyword.Name} of the schema is not known here."),
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };

    private static string? Members(JsonElement schema, JsonElement properties, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var of))
            {
                if (Fault(of, member.Value, $"{path}.{member.Name}") is { } fault)
                {
                    return fault;
                }
            }
            else if (!schema.TryGetProperty("$open", out _))
            {
                // Stricter than JSON Schema: an event that says more than its schema knows is a schema that has been forgotten.
                return $"{path} has a member {member.Name} that the schema does not know";
            }
        }

        return null;
    }

    private static string? AnyOf(JsonElement schemas, JsonElement value, string path)
    {
        var faults = schemas.EnumerateArray().Select(one => Fault(one, value, path)).ToList();
        return faults.Contains(null) ? null : $"{path} fits none: {string.Join("; ", faults)}";
    }
}
