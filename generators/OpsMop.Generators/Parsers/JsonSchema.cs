using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>
/// The JSON schema (draft 2020-12) of a type of resource. Its texts are Markdown. What a schema has no word for has one that begins with <c>x-</c>:
/// <c>x-arguments</c> names what <c>host.Name(…)</c> takes, <c>x-verbs</c> marks values that are methods, and <c>x-functions</c> holds what is no data.
/// </summary>
internal static class JsonSchema
{
    private const string Text = "\"type\": \"string\"";

    public static string Write(ResourceModel model)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ").Append(Quote(model.Name));
        if (model.Summary.Length > 0)
        {
            text.Append(",\n  \"description\": ").Append(Quote(Documentation.Markdown(model.Summary)));
        }

        if (model.Remarks.Length > 0)
        {
            text.Append(",\n  \"$comment\": ").Append(Quote(Documentation.Markdown(model.Remarks)));
        }

        text.Append(",\n  \"type\": \"object\",\n  \"properties\": {");
        var data = model.Properties.Where(property => property.Kind != PropertyKind.Function).ToList();
        var separator = "\n";
        foreach (var property in data)
        {
            text.Append(separator).Append("    ").Append(Quote(Identifier.Camel(property.Name))).Append(": { ").Append(Described(property));
            text.Append(Constrained(property)).Append(property.Verbs.Count > 0 ? ", \"x-verbs\": true }" : " }");
            separator = ",\n";
        }

        text.Append(data.Count > 0 ? "\n  }" : "}");
        var required = data.Where(property => property.IsKey || property.IsRequired).Select(property => Quote(Identifier.Camel(property.Name))).ToList();
        if (required.Count > 0)
        {
            text.Append(",\n  \"required\": [").Append(string.Join(", ", required)).Append(']');
        }

        var needs = data.Where(property => property.Constraints.Needs.Count > 0).Select(property => $"{Quote(Identifier.Camel(property.Name))}: {Names(property.Constraints.Needs)}").ToList();
        if (needs.Count > 0)
        {
            text.Append(",\n  \"dependentRequired\": { ").Append(string.Join(", ", needs)).Append(" }");
        }

        var rules = Rules(model, data).Distinct().ToList();
        if (rules.Count > 0)
        {
            text.Append(",\n  \"allOf\": [\n    ").Append(string.Join(",\n    ", rules)).Append("\n  ]");
        }

        if (model.Arguments.Any())
        {
            text.Append(",\n  \"x-arguments\": ").Append(Names(model.Arguments.Select(property => property.Name)));
        }

        var functions = model.Properties.Where(property => property.Kind == PropertyKind.Function).ToList();
        if (functions.Count > 0)
        {
            text.Append(",\n  \"x-functions\": { ")
                .Append(string.Join(", ", functions.Select(property => $"{Quote(Identifier.Camel(property.Name))}: {{ {Described(property).TrimEnd(' ', ',')} }}"))).Append(" }");
        }

        return text.Append(",\n  \"additionalProperties\": false\n}").ToString();
    }

    /// <summary>What must be, and what must not be, given together.</summary>
    private static IEnumerable<string> Rules(ResourceModel model, IReadOnlyList<PropertyModel> data)
    {
        foreach (var choice in model.OneOfs)
        {
            if (choice.IsOptional)
            {
                for (var i = 0; i < choice.Properties.Count; i++)
                {
                    for (var k = i + 1; k < choice.Properties.Count; k++)
                    {
                        yield return Not(choice.Properties[i], choice.Properties[k]);
                    }
                }
            }
            else
            {
                yield return $"{{ \"oneOf\": [{string.Join(", ", choice.Properties.Select(name => $"{{ \"required\": [{Quote(Identifier.Camel(name))}] }}"))}] }}";
            }
        }

        foreach (var property in data)
        {
            foreach (var other in property.Constraints.Excludes)
            {
                yield return Not(property.Name, other);
            }
        }

        static string Not(string one, string other) => string.CompareOrdinal(one, other) <= 0
            ? $"{{ \"not\": {{ \"required\": [{Quote(Identifier.Camel(one))}, {Quote(Identifier.Camel(other))}] }} }}" : Not(other, one);
    }

    private static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => Quote(Identifier.Camel(name))))}]";

    private static string Described(PropertyModel property) =>
        property.Summary.Length > 0 ? $"\"description\": {Quote(Documentation.Markdown(property.Summary))}, " : "";

    /// <summary>The inside of the schema of a type of data.</summary>
    public static string Of(ITypeSymbol type) => Of(type, null);

    private static string Of(ITypeSymbol declared, HashSet<string>? outer)
    {
        var type = declared.WithoutNullable();
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return Text;
            case SpecialType.System_Boolean:
                return "\"type\": \"boolean\"";
        }

        if (DataTypes.PlainName(type) is { } plain)
        {
            return plain switch
            {
                "DateTimeOffset" => Text + ", \"format\": \"date-time\"",
                "Single" or "Double" or "Decimal" => "\"type\": \"number\"",
                _ => "\"type\": \"integer\"",
            };
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return $"\"enum\": [{string.Join(", ", type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(field => Quote(Identifier.Camel(field.Name))))}]";
        }

        if (type.IsContract(type.Name))
        {
            switch (type.Name)
            {
                case "Text":
                    return Text;
                case "Secret":
                    return Text + ", \"writeOnly\": true";
                case "Port":
                    return "\"type\": \"integer\", \"minimum\": 1, \"maximum\": 65535";
            }
        }

        if (type.IsDomainValue())
        {
            return $"{Text}, \"format\": {Quote(DataTypeParser.Words(type.Name).Replace(' ', '-'))}";
        }

        if (type.IsContract("Resource") || type.DerivesFrom("Resource"))
        {
            return Text + ", \"format\": \"resource\"";
        }

        if (DataTypes.List(type) is { } item)
        {
            return $"\"type\": \"array\", \"items\": {{ {Of(item, outer)} }}";
        }

        if (DataTypes.Dictionary(type) is { } value)
        {
            return $"\"type\": \"object\", \"additionalProperties\": {{ {Of(value, outer)} }}";
        }

        return type is INamedTypeSymbol named && DataTypes.IsObject(type) ? OfObject(named, outer ?? []) : "";
    }

    private static string OfObject(INamedTypeSymbol type, HashSet<string> outer)
    {
        var name = type.Bare();
        if (!outer.Add(name))
        {
            // A type that holds itself.
            return "\"type\": \"object\"";
        }

        var shape = ObjectShape.Find(type)!;
        var members = shape.Parameters.Select(pair => pair.Property).Concat(shape.Members)
            .Select(member => $"{Quote(Identifier.Camel(member.Name))}: {{ {Of(member.Type, outer)} }}").ToList();
        outer.Remove(name);
        return $"\"type\": \"object\", \"properties\": {{ {string.Join(", ", members)} }}, \"additionalProperties\": false";
    }

    private static string Constrained(PropertyModel property) => property.Kind switch
    {
        PropertyKind.List => $"\"type\": \"array\", \"items\": {{ {property.Schema}{Scalar(property.Constraints)} }}{Bounds(property.Constraints, "Items")}",
        PropertyKind.Dictionary => $"\"type\": \"object\", \"additionalProperties\": {{ {property.Schema} }}{Bounds(property.Constraints, "Properties")}",
        PropertyKind.Switch => "\"const\": true",
        _ => property.Schema + Bounds(property.Constraints, "Length") + Scalar(property.Constraints),
    };

    private static string Bounds(ConstraintsModel constraints, string what) => constraints.Length is var (minimum, maximum)
        ? $", \"min{what}\": {minimum.ToString(CultureInfo.InvariantCulture)}{(maximum == int.MaxValue ? "" : $", \"max{what}\": {maximum.ToString(CultureInfo.InvariantCulture)}")}"
        : "";

    private static string Scalar(ConstraintsModel constraints)
    {
        var text = new StringBuilder();
        if (constraints.Range is var (minimum, maximum))
        {
            text.Append(Limit("minimum", minimum)).Append(Limit("maximum", maximum));
        }

        if (constraints.Pattern is { } pattern)
        {
            text.Append(", \"pattern\": ").Append(Quote($"^(?:{pattern})$"));
        }

        if (constraints.Allowed.Count > 0)
        {
            text.Append(", \"enum\": [").Append(string.Join(", ", constraints.Allowed.Select(Quote))).Append(']');
        }

        return constraints.IsUrl ? text.Append(", \"format\": \"uri\"").ToString() : text.ToString();

        static string Limit(string name, string literal) => literal.StartsWith("double.", StringComparison.Ordinal) ? "" : $", \"{name}\": {literal.TrimEnd('D')}";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append(c);
                    break;
                case < ' ' or '\u2028' or '\u2029' or '\u0085':
                    quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    quoted.Append(c);
                    break;
            }
        }

        return quoted.Append('"').ToString();
    }
}
