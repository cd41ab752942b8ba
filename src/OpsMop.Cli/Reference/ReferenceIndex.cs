using System.Text;

namespace OpsMop.CommandLine.Reference;

/// <summary>The list of types that the reference pages begin with.</summary>
internal static class ReferenceIndex
{
    /// <summary>Writes it.</summary>
    /// <param name="types">The types.</param>
    /// <param name="examples">Their examples, whose folders are the groups.</param>
    public static string Write(IReadOnlyList<ResourceDescriptor> types, ExampleFiles examples)
    {
        var page = new StringBuilder("# Types of resources\n\nWritten from the declarations and their examples by the verb `docs`; every policy shows those that it knows with `docs NAME`.\n");
        foreach (var group in types.GroupBy(examples.GroupOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(group.Key.Length > 0 ? $"\n## {group.Key}\n" : "").Append("\n| type | |\n|---|---|\n");
            foreach (var type in group)
            {
                page.Append($"| [{type.MethodName}]({type.Name}.md) | {ReferencePage.Cell(type.Summary)} |\n");
            }
        }

        return page.ToString();
    }
}
