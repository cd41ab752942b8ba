using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>The JSON schema (draft 2020-12) of a type of resource.</summary>
internal static class JsonSchemaWriter
{
    public static string Write(string name, Documentation documentation, IReadOnlyList<PropertyModel> properties, INamedTypeSymbol type, CancellationToken cancel)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ").Append(Quote(name));
        if (documentation.Summary.Length > 0)
        {
            text.Append(",\n  \"description\": ").Append(Quote(Documentation.PlainText(documentation.Summary)));
        }

        text.Append(",\n  \"type\": \"object\",\n  \"properties\": {");
        var separator = "\n";
        foreach (var property in properties)
        {
            cancel.ThrowIfCancellationRequested();
            if (property.Kind == PropertyKind.Function || type.GetMembers(property.Name).OfType<IPropertySymbol>().FirstOrDefault() is not { } symbol)
            {
                continue;
            }

            text.Append(separator).Append("    ").Append(Quote(Identifier.Camel(property.Name))).Append(": { ");
            if (property.Summary.Length > 0)
            {
                text.Append("\"description\": ").Append(Quote(Documentation.PlainText(property.Summary))).Append(", ");
            }

            text.Append(TypeOf(symbol.Type, property.Constraints, [])).Append(" }");
            separator = ",\n";
        }

        text.Append(properties.Count > 0 ? "\n  }" : "}");
        var required = properties.Where(property => (property.IsKey || property.IsRequired) && property.Kind != PropertyKind.Function)
            .Select(property => Quote(Identifier.Camel(property.Name))).ToList();
        if (required.Count > 0)
        {
            text.Append(",\n  \"required\": [").Append(string.Join(", ", required)).Append(']');
        }

        return text.Append(",\n  \"additionalProperties\": false\n}").ToString();
    }

    private static string TypeOf(ITypeSymbol declared, ConstraintsModel constraints, HashSet<string> outer)
    {
        var type = declared.WithoutNullable();
        if (DataTypes.List(type) is { } item)
        {
            return $"\"type\": \"array\", \"items\": {{ {TypeOf(item, constraints with { Length = null }, outer)} }}{Bounds("Items")}";
        }

        if (DataTypes.Dictionary(type) is { } value)
        {
            return $"\"type\": \"object\", \"additionalProperties\": {{ {TypeOf(value, ConstraintsModel.None, outer)} }}{Bounds("Properties")}";
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return $"\"enum\": [{string.Join(", ", type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(field => Quote(Identifier.Camel(field.Name))))}]";
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return "\"type\": \"boolean\"";
        }

        if (DataTypes.PlainName(type) is { } plain)
        {
            return plain == "DateTimeOffset"
                ? "\"type\": \"string\", \"format\": \"date-time\""
                : $"\"type\": \"{(plain is "Single" or "Double" or "Decimal" ? "number" : "integer")}\"{Range()}";
        }

        if (type.IsContract("Secret"))
        {
            return "\"type\": \"string\", \"writeOnly\": true";
        }

        if (type.IsContract("Port"))
        {
            return "\"type\": \"integer\", \"minimum\": 1, \"maximum\": 65535";
        }

        if (type.IsContract("Resource") || type.DerivesFrom("Resource"))
        {
            return $"\"type\": \"string\", \"description\": {Quote($"The {type.Name} that it holds.")}";
        }

        if (type.SpecialType != SpecialType.System_String && type.IsDomainValue())
        {
            return $"\"type\": \"string\", \"format\": {Quote(DataTypeParser.Words(type.Name).Replace(' ', '-'))}";
        }

        if (type is INamedTypeSymbol named && DataTypes.IsObject(type) && !type.IsContract("Text"))
        {
            var full = type.ToDisplayString(SymbolFormats.Bare);
            if (!outer.Add(full))
            {
                return "\"type\": \"object\"";
            }

            var shape = ObjectShape.Find(named)!;
            var members = shape.Parameters.Select(pair => pair.Property).Concat(shape.Members)
                .Select(member => $"{Quote(Identifier.Camel(member.Name))}: {{ {TypeOf(member.Type, ConstraintsModel.None, outer)} }}").ToList();
            outer.Remove(full);
            return $"\"type\": \"object\", \"properties\": {{ {string.Join(", ", members)} }}, \"additionalProperties\": false";
        }

        var text = new StringBuilder("\"type\": \"string\"").Append(Bounds("Length"));
        if (constraints.Pattern is { } pattern)
        {
            text.Append(", \"pattern\": ").Append(Quote($"^(?:{pattern})$"));
        }

        if (constraints.Allowed.Count > 0)
        {
            text.Append(", \"enum\": [").Append(string.Join(", ", constraints.Allowed.Select(Quote))).Append(']');
        }

        return constraints.IsUrl ? text.Append(", \"format\": \"uri\"").ToString() : text.ToString();

        string Bounds(string what) => constraints.Length is var (minimum, maximum)
            ? $", \"min{what}\": {minimum.ToString(CultureInfo.InvariantCulture)}{(maximum == int.MaxValue ? "" : $", \"max{what}\": {maximum.ToString(CultureInfo.InvariantCulture)}")}"
            : "";

        string Range() => constraints.Range is var (minimum, maximum) ? Limit("minimum", minimum) + Limit("maximum", maximum) : "";

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
