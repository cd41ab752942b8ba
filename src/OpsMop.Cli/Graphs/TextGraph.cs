using System.Globalization;
using OpsMop.CommandLine.Output;
using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Graphs;

/// <summary>Draws a graph as an indented list: roles, blocks, and resources with the number of their turn.</summary>
internal static class TextGraph
{
    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="paths">Shows places.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(PolicyGraph graph, PolicyPaths paths, TextWriter output)
    {
        var drawing = new GraphDrawing(graph);
        var numberWidth = graph.Resources.Count.ToString(CultureInfo.InvariantCulture).Length;
        output.WriteLine(graph.Host.Length > 0 ? $"{graph.Policy} on {graph.Host}" : graph.Policy);
        foreach (var role in graph.Roles)
        {
            var indent = 2 * (1 + role.Path.Count(c => c == '/'));
            output.WriteLine($"{Blanks(indent)}{Visible.Line(role.Path)}{Place(role.Location)}{(role.IsProcedure ? "  a procedure: its steps are known when it runs" : "")}");
            var open = new List<string>();
            foreach (var resource in drawing.ResourcesOf(role.Path))
            {
                IReadOnlyList<string> blocks = resource.Handler is { } handler ? [.. resource.Blocks, $"handler {handler}"] : resource.Blocks;
                var common = 0;
                while (common < open.Count && common < blocks.Count && open[common] == blocks[common])
                {
                    common++;
                }

                open.RemoveRange(common, open.Count - common);
                for (; common < blocks.Count; common++)
                {
                    open.Add(blocks[common]);
                    output.WriteLine($"{Blanks(indent + 2 + (2 * common))}{Visible.Line(blocks[common])}");
                }

                var number = drawing.NumberOf(resource.Id).ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth);
                output.WriteLine($"{Blanks(indent + 2 + (2 * open.Count))}{number}  {Visible.Line(resource.Name)}{Place(resource.Location)}{Edges(drawing, resource)}");
            }
        }

        string Place(SourceLocation location) => paths.Place(location.File, location.Line) is { Length: > 0 } place ? $"  {place}" : "";
    }

    private static string Edges(GraphDrawing drawing, GraphResource resource)
    {
        var parts = new List<string>();
        Add("after", drawing.Into(resource.Id, GraphEdgeKind.Order).Select(edge => Number(edge.From)));
        Add("when changed", drawing.Into(resource.Id, GraphEdgeKind.WhenChanged).Select(edge => Number(edge.From)));
        Add(
            "notifies",
            drawing.OutOf(resource.Id, GraphEdgeKind.Notification).Select(edge => drawing.Find(edge.To)?.Handler is { } handler ? $"{Visible.Line(handler)} ({Number(edge.To)})" : Number(edge.To)));
        return parts.Count == 0 ? "" : $"  [{string.Join("; ", parts)}]";

        string Number(int id) => drawing.NumberOf(id).ToString(CultureInfo.InvariantCulture);

        void Add(string what, IEnumerable<string> others)
        {
            var list = string.Join(", ", others);
            if (list.Length > 0)
            {
                parts.Add($"{what} {list}");
            }
        }
    }

    private static string Blanks(int count) => PlainLines.Indent(count);
}
