using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>Writes the registry that a policy uses: that of its assembly and those of all that it references, named one by one.</summary>
internal static class PolicyWriter
{
    public static SourceText Write(PolicyModel model)
    {
        var writer = new SourceWriter();
        TypeFrame.OpenNamespace(writer, model.Type);
        TypeFrame.OpenContainers(writer, model.Type);
        writer.Open($"partial class {model.Type.Name}{model.Type.TypeParameters}");
        writer.Line("/// <inheritdoc/>");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Line("public override global::OpsMop.ResourceRegistry Registry => OpsMopRegistry.Instance;");
        writer.Separate();
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open("private static class OpsMopRegistry");
        writer.Line("internal static readonly global::OpsMop.ResourceRegistry Instance = global::OpsMop.ResourceRegistry.Compose(new global::OpsMop.ResourceRegistry[]");
        writer.Open();
        foreach (var registry in model.Registries)
        {
            writer.Line($"{registry}.Instance,");
        }

        writer.Close("});");
        return writer.ToSourceText();
    }
}
