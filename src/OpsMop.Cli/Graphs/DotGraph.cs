using OpsMop.CommandLine.Output;
using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Graphs;

/// <summary>Draws a graph in the language of Graphviz.</summary>
internal static class DotGraph
{
    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(PolicyGraph graph, TextWriter output)
    {
        var drawing = new GraphDrawing(graph);
        output.WriteLine($"digraph {Quote(graph.Policy)} {{");
        output.WriteLine("  node [shape=box, fontname=\"sans-serif\"];");
        output.WriteLine("  edge [fontname=\"sans-serif\", fontsize=10];");
        for (var i = 0; i < graph.Roles.Count; i++)
        {
            var role = graph.Roles[i];
            output.WriteLine($"  subgraph cluster_{i} {{");
            output.WriteLine($"    label={Quote(role.Path)};");
            if (role.IsProcedure)
            {
                output.WriteLine($"    steps{i} [label=\"steps known when it runs\", style=dashed];");
            }

            foreach (var resource in drawing.ResourcesOf(role.Path).Where(resource => resource.Handler is null))
            {
                WriteNode("    ", resource);
            }

            var handlers = 0;
            foreach (var handler in drawing.ResourcesOf(role.Path).Where(resource => resource.Handler is not null).GroupBy(resource => resource.Handler!, StringComparer.Ordinal))
            {
                output.WriteLine($"    subgraph cluster_{i}_{handlers++} {{");
                output.WriteLine($"      label={Quote("handler " + handler.Key)}; style=rounded;");
                foreach (var resource in handler)
                {
                    WriteNode("      ", resource);
                }

                output.WriteLine("    }");
            }

            output.WriteLine("  }");
        }

        foreach (var role in graph.Roles)
        {
            foreach (var (first, second) in drawing.Sequence(role.Path))
            {
                output.WriteLine($"  n{first.Id} -> n{second.Id} [style=invis];");
            }
        }

        foreach (var edge in graph.Edges)
        {
            var style = edge.Kind switch
            {
                GraphEdgeKind.Notification => " [style=dotted, label=\"notifies\"]",
                GraphEdgeKind.WhenChanged => " [style=dashed, label=\"when changed\"]",
                _ => "",
            };
            output.WriteLine($"  n{edge.From} -> n{edge.To}{style};");
        }

        output.WriteLine("}");

        void WriteNode(string indent, GraphResource resource) =>
            output.WriteLine($"{indent}n{resource.Id} [label={Quote($"{drawing.NumberOf(resource.Id)} {resource.Name}")}];");
    }

    private static string Quote(string text) =>
        $"\"{Visible.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
