using Microsoft.CodeAnalysis.Text;

namespace OpsMop.Generators;

/// <summary>Writes the methods of aliases. They stand in the namespace that every policy uses, and are seen by their own assembly only.</summary>
internal static class AliasWriter
{
    public static SourceText Write(string assemblyName, IReadOnlyList<AliasModel> aliases)
    {
        var writer = new SourceWriter();
        writer.Open("namespace OpsMop");
        writer.Summary("Adds types of resources to hosts under the names that this assembly gives them.");
        writer.Line(TypeFrame.GeneratedCode);
        writer.Open($"internal static class {Identifier.Sanitize(assemblyName)}ResourceAliases");
        foreach (var alias in aliases.OrderBy(alias => alias.MethodName, StringComparer.Ordinal).ThenBy(alias => alias.Resource.Type.FullName, StringComparer.Ordinal))
        {
            ExtensionsWriter.WriteAlias(writer, alias.Resource, alias.MethodName);
        }

        return writer.ToSourceText();
    }
}
