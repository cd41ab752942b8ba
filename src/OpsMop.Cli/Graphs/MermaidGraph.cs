using System.Text;
using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Graphs;

/// <summary>Draws a graph as a Mermaid flowchart, for Markdown pages.</summary>
internal static class MermaidGraph
{
    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(PolicyGraph graph, TextWriter output)
    {
        var drawing = new GraphDrawing(graph);
        output.WriteLine("flowchart TB");
        for (var i = 0; i < graph.Roles.Count; i++)
        {
            var role = graph.Roles[i];
            output.WriteLine($"  subgraph role{i}[\"{Label(role.Path)}\"]");
            if (role.IsProcedure)
            {
                output.WriteLine($"    steps{i}[\"steps known when it runs\"]");
            }

            foreach (var resource in drawing.ResourcesOf(role.Path).Where(resource => resource.Handler is null))
            {
                WriteNode("    ", resource);
            }

            var handlers = 0;
            foreach (var handler in drawing.ResourcesOf(role.Path).Where(resource => resource.Handler is not null).GroupBy(resource => resource.Handler!, StringComparer.Ordinal))
            {
                output.WriteLine($"    subgraph role{i}handler{handlers++}[\"handler {Label(handler.Key)}\"]");
                foreach (var resource in handler)
                {
                    WriteNode("      ", resource);
                }

                output.WriteLine("    end");
            }

            output.WriteLine("  end");
        }

        foreach (var role in graph.Roles)
        {
            foreach (var (first, second) in drawing.Sequence(role.Path))
            {
                output.WriteLine($"  n{first.Id} ~~~ n{second.Id}");
            }
        }

        foreach (var edge in graph.Edges)
        {
            output.WriteLine(edge.Kind switch
            {
                GraphEdgeKind.Notification => $"  n{edge.From} -. notifies .-> n{edge.To}",
                GraphEdgeKind.WhenChanged => $"  n{edge.From} -- when changed --> n{edge.To}",
                _ => $"  n{edge.From} --> n{edge.To}",
            });
        }

        void WriteNode(string indent, GraphResource resource) =>
            output.WriteLine($"{indent}n{resource.Id}[\"{drawing.NumberOf(resource.Id)} {Label(resource.Name)}\"]");
    }

    /// <summary>Text that Mermaid takes as it is: it reads HTML, Markdown and its own entities in a label.</summary>
    /// <param name="text">The text.</param>
    internal static string Label(string text)
    {
        var label = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '"' or '#' or '&' or '<' or '>' or '`' or '\\' or '*' or '_' or '~' or ';' || char.IsControl(c)
                ? label.Append('#').Append((int)c).Append(';') : label.Append(c);
        }

        return label.ToString();
    }
}
