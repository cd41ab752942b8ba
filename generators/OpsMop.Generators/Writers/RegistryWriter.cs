using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>Writes the registry of an assembly.</summary>
internal static class RegistryWriter
{
    public static SourceText Write(RegistryModel model)
    {
        var writer = new SourceWriter();
        writer.Line($"[assembly: global::OpsMop.Registry(typeof({model.FullName}))]");
        writer.Separate();
        writer.Open("namespace OpsMop.Generated");
        writer.Summary($"The types of resources, the providers and the roles of the assembly <c>{new System.Xml.Linq.XText(model.AssemblyName)}</c>.");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open($"public static class {model.ClassName}");
        writer.Line("/// <summary>The registry.</summary>");
        writer.Line("public static global::OpsMop.ResourceRegistry Instance { get; } = new global::OpsMop.ResourceRegistry(");

        // A constant of the contract that this generator was built with, not of the one that runs: that is the point of it.
        writer.Indented($"{RegistryModel.ContractVersion},");
        writer.Indented($"{Literal.Of(model.AssemblyName)},");
        writer.Line("    new global::OpsMop.ResourceDescriptor[]");
        writer.Line("    {");
        foreach (var type in model.Types)
        {
            writer.Line($"        {type.FullName}.TypeDescriptor,");
        }

        writer.Line("    },");
        writer.Line("    new global::OpsMop.ProviderDescriptor[]");
        writer.Line("    {");
        foreach (var provider in model.Providers)
        {
            var platforms = provider.Platforms.Count == 0 ? "global::System.Array.Empty<string>()" : $"new string[] {{ {string.Join(", ", provider.Platforms.Select(Literal.Of))} }}";
            writer.Line($"        new global::OpsMop.ProviderDescriptor({Literal.Of(provider.Name)}, typeof({provider.ResourceFullName}), typeof({provider.FullName}), {platforms}, {Literal.Of(provider.IsDefault)}, static resource => resource is {provider.ResourceFullName} ? new {provider.FullName}() : null)");
            writer.Line($"        {{ Summary = {Literal.Of(Documentation.Read(provider.Comment).FirstSentence)}, Proof = global::OpsMop.Proof.{provider.Proof} }},");
        }

        if (model.Templates.Count > 0 || model.Roles.Count > 0)
        {
            writer.Line("    },");
            writer.Line("    new global::OpsMop.TemplateDescriptor[]");
            writer.Line("    {");
            foreach (var template in model.Templates)
            {
                writer.Line($"        new global::OpsMop.TemplateDescriptor({Literal.Of(template.Path)}, {Literal.Of(template.Sha256)}),");
            }
        }

        if (model.Roles.Count > 0)
        {
            writer.Line("    },");
            writer.Line("    new global::OpsMop.RoleDescriptor[]");
            writer.Line("    {");
            foreach (var role in model.Roles)
            {
                WriteRole(writer, role);
            }
        }

        writer.Line("    });");
        return writer.ToSourceText();
    }

    private static void WriteRole(SourceWriter writer, RoleEntryModel role)
    {
        var create = role.Creation is { } creation ? $"static () => {creation}" : "null";
        writer.Line($"        new global::OpsMop.RoleDescriptor({Literal.Of(role.Name)}, {Literal.Of(role.MetadataName)}, typeof({role.FullName}), {create})");
        string?[] more =
        [
            $"Summary = {Literal.Of(role.Summary)}",
            role.Obstacle.Length > 0 ? $"Obstacle = {Literal.Of(role.Obstacle)}" : null,
            role.InitOnly.Count > 0 ? $"InitOnly = new string[] {{ {string.Join(", ", role.InitOnly.Select(Literal.Of))} }}" : null,
            role.Includes is { } includes ? $"Includes = {Includes(includes)}" : null,
        ];
        writer.Line($"        {{ {string.Join(", ", more.OfType<string>())} }},");
    }

    private static string Includes(EquatableArray<IncludeModel> includes) => includes.Count == 0
        ? "global::System.Array.Empty<global::OpsMop.IncludedRole>()"
        : $"new global::OpsMop.IncludedRole[] {{ {string.Join(", ", includes.Select(Include))} }}";

    private static string Include(IncludeModel include) =>
        $"new global::OpsMop.IncludedRole({Literal.Of(include.MetadataName)}, {Literal.Of(include.Name)}{(include.Ending is { } ending ? ", " + Literal.Of(ending) : "")})";
}
