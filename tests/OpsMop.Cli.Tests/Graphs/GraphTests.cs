using System.Diagnostics;
using OpsMop.CommandLine.Graphs;
using OpsMop.CommandLine.Output;
using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Tests.Graphs;

public sealed class GraphTests
{
    private static readonly PolicyGraph Graph = new(
        "Site",
        "web1",
        [
            new GraphRole("web", false, new SourceLocation("/work/site/Site.cs", 5)),
            new GraphRole("web/nginx", false, new SourceLocation("/work/site/Web.cs", 9)),
            new GraphRole("upgrade", true, new SourceLocation("/work/site/Site.cs", 6)),
        ],
        [
            new GraphResource(3, "Package[nginx]", "package", "web/nginx", null, [], new SourceLocation("/work/site/Nginx.cs", 3)),
            new GraphResource(4, "File[/etc/nginx/nginx.conf]", "file", "web/nginx", null, ["together"], new SourceLocation("/work/site/Nginx.cs", 5)),
            new GraphResource(7, "Command[echo \"<b>\" # `x`]", "command", "web", null, ["when", "parallel"], new SourceLocation("/work/site/Web.cs", 12)),
            new GraphResource(8, "Link[/srv/current]", "link", "web", null, ["when", "parallel"], new SourceLocation("/work/site/Web.cs", 13)),
            new GraphResource(9, "Service[nginx]", "service", "web/nginx", "reload nginx", [], new SourceLocation("/work/site/Nginx.cs", 2)),
        ],
        [
            new GraphEdge(3, 4, GraphEdgeKind.Order),
            new GraphEdge(4, 9, GraphEdgeKind.Notification),
            new GraphEdge(4, 7, GraphEdgeKind.WhenChanged),
        ]);

    [Fact]
    public void As_text() => Snapshot.Matches(Draw(output => TextGraph.Write(Graph, new PolicyPaths("/work/site"), output)));

    [Fact]
    public void As_mermaid() => Snapshot.Matches(Draw(output => MermaidGraph.Write(Graph, output)));

    [Fact]
    public void As_dot() => Snapshot.Matches(Draw(output => DotGraph.Write(Graph, output)));

    [ProgramFact("dot")]
    public void Graphviz_reads_it()
    {
        using var dot = Process.Start(new ProcessStartInfo("dot", ["-Tsvg"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        dot.StandardInput.Write(Draw(output => DotGraph.Write(Graph, output)));
        dot.StandardInput.Close();
        Assert.Contains("Service[nginx]", dot.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        dot.WaitForExit();
        Assert.Equal(0, dot.ExitCode);
    }

    private static string Draw(Action<TextWriter> draw)
    {
        var output = new StringWriter { NewLine = "\n" };
        draw(output);
        return output.ToString();
    }
}
