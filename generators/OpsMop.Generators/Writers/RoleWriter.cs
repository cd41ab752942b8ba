using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>Writes the variables of a role, procedure or policy.</summary>
internal static class RoleWriter
{
    private const string Element = "global::System.Text.Json.JsonElement";
    private const string Reader = "global::OpsMop.VariableReader";
    private const string Writer = "global::OpsMop.VariableWriter";

    public static SourceText Write(RoleModel model)
    {
        var writer = new SourceWriter();
        TypeFrame.OpenNamespace(writer, model.Type);
        TypeFrame.OpenContainers(writer, model.Type);
        writer.Open($"partial class {model.Type.Name}{model.Type.TypeParameters}");
        writer.Line("/// <inheritdoc/>");
        writer.Line(TypeFrame.GeneratedCode);
        if (model.Variables.Count == 0)
        {
            writer.Line("public override global::System.Collections.Generic.IReadOnlyList<global::OpsMop.Variable> Variables => global::System.Array.Empty<global::OpsMop.Variable>();");
            return writer.ToSourceText();
        }

        writer.Line("public override global::System.Collections.Generic.IReadOnlyList<global::OpsMop.Variable> Variables => OpsMopVariables.All;");
        writer.Separate();

        // A class of its own: it is made when the variables are first asked for, and its names meet no name of the user.
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open("private static class OpsMopVariables");
        WriteEnums(writer, model);
        WriteVariables(writer, model);
        for (var i = 0; i < model.Objects.Count; i++)
        {
            // One without members turned out to be no data; a fault says so.
            if (model.Objects[i].Members.Count > 0)
            {
                WriteObject(writer, model.Objects[i], i.ToString(CultureInfo.InvariantCulture));
            }
        }

        return writer.ToSourceText();
    }

    private static void WriteEnums(SourceWriter writer, RoleModel model)
    {
        for (var i = 0; i < model.Enums.Count; i++)
        {
            var type = model.Enums[i].Type;
            writer.Line($"private static readonly global::OpsMop.EnumMember<{type}>[] Enum{i.ToString(CultureInfo.InvariantCulture)} = new global::OpsMop.EnumMember<{type}>[]");
            writer.Open();
            foreach (var member in model.Enums[i].Members)
            {
                writer.Line($"new global::OpsMop.EnumMember<{type}>({Literal.Of(member.DataName)}, {type}.{member.Identifier}),");
            }

            writer.Close("};");
            writer.Line();
        }
    }

    private static void WriteVariables(SourceWriter writer, RoleModel model)
    {
        var owner = model.Type.FullName;
        writer.Line("internal static readonly global::OpsMop.Variable[] All = new global::OpsMop.Variable[]");
        writer.Open();
        foreach (var variable in model.Variables)
        {
            writer.Line($"new global::OpsMop.Variable<{owner}, {variable.Type}>(");
            writer.Indented($"{Literal.Of(variable.Name)},");
            writer.Indented($"{Literal.Of(variable.TypeName)},");
            writer.Indented($"static owner => owner.{variable.Identifier},");
            writer.Indented($"static (owner, value) => owner.{variable.Identifier} = value,");
            writer.Indented($"{variable.Reader},");
            writer.Indented($"{variable.Writer})");
            writer.Open();
            WriteFlag("IsRequired", variable.IsRequired);
            WriteFlag("IsText", variable.IsText);
            WriteFlag("IsSecret", variable.IsSecret);
            if (variable.Obsolete is { } obsolete)
            {
                writer.Line($"Obsolete = {Literal.Of(obsolete)},");
            }

            if (variable.Checks.Count > 0)
            {
                writer.Line($"Check = static value => value is {{ }} given ? {string.Join(" ?? ", variable.Checks)} : null,");
            }

            writer.Line($"Summary = {Literal.Of(variable.Summary)},");
            writer.Close("},");
        }

        writer.Close("};");

        void WriteFlag(string name, bool value)
        {
            if (value)
            {
                writer.Line($"{name} = true,");
            }
        }
    }

    private static void WriteObject(SourceWriter writer, ObjectModel model, string index)
    {
        var required = model.Members.Count(member => member.IsRequired).ToString(CultureInfo.InvariantCulture);
        writer.Separate();
        writer.Line($"private static readonly string[] Members{index} = new string[] {{ {string.Join(", ", model.Members.Select(member => Literal.Of(member.DataName)))} }};");
        writer.Separate();
        writer.Open($"private static {model.Type} ReadObject{index}({Element} value)");
        writer.Line($"var members = {Reader}.ReadMembers(value, Members{index}, {required});");
        if (model.NeedsTemplate)
        {
            writer.Line($"var template = {Create(model, index, withInit: false)};");
        }

        writer.Line($"var result = {Create(model, index, withInit: true)};");
        for (var i = 0; i < model.Members.Count; i++)
        {
            if (model.Members[i].Kind == ObjectMemberKind.Set)
            {
                writer.Open($"if (members[{i.ToString(CultureInfo.InvariantCulture)}].HasValue)");
                writer.Line($"result.{model.Members[i].Identifier} = {Read(model, index, i, null)};");
                writer.Close();
            }
        }

        writer.Line("return result;");
        writer.Close();
        writer.Separate();
        writer.Open($"private static void WriteObject{index}(global::System.Text.Json.Utf8JsonWriter writer, {model.Type} value)");
        if (!model.IsValueType)
        {
            writer.Open("if (value is null)");
            writer.Line("writer.WriteNullValue();");
            writer.Line("return;");
            writer.Close();
        }

        writer.Line("writer.WriteStartObject();");
        foreach (var member in model.Members)
        {
            writer.Line($"{Writer}.WriteMember(writer, {Literal.Of(member.DataName)}, value.{member.Identifier}, {member.Writer});");
        }

        writer.Line("writer.WriteEndObject();");
        writer.Close();
    }

    private static string Create(ObjectModel model, string index, bool withInit)
    {
        var arguments = model.ConstructorOrder.Select(i => Read(model, index, i, model.Members[i].IsRequired ? null : model.Members[i].Fallback));
        var initializers = new List<string>();
        for (var i = 0; i < model.Members.Count; i++)
        {
            var member = model.Members[i];
            if (member.Kind == ObjectMemberKind.Required || (member.Kind == ObjectMemberKind.Init && (member.IsRequired || withInit)))
            {
                initializers.Add($"{member.Identifier} = {Read(model, index, i, member.IsRequired ? null : $"template.{member.Identifier}")}");
            }
        }

        var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        return $"new {model.Type}({string.Join(", ", arguments)}){initializer}";
    }

    private static string Read(ObjectModel model, string index, int member, string? fallback) =>
        $"{Reader}.ReadMember(members, {member.ToString(CultureInfo.InvariantCulture)}, Members{index}, {model.Members[member].Reader}{(fallback is null ? "" : ", " + fallback)})";
}
