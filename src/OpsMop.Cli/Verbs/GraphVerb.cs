using System.Text.Json;
using OpsMop.CommandLine.Graphs;
using OpsMop.CommandLine.Output;
using OpsMop.Engine;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>graph</c>: draws the resources of the host.</summary>
internal sealed class GraphVerb(PolicyEngine engine, Request request, Surroundings around)
{
    public async Task<int> RunAsync()
    {
        var graph = await engine.GraphAsync().ConfigureAwait(false);
        switch (request)
        {
            case { IsJson: true }:
                around.Output.WriteLine(JsonSerializer.Serialize(graph, GraphJson.Default.PolicyGraph));
                break;
            case { Format: "mermaid" }:
                MermaidGraph.Write(graph, around.Output);
                break;
            case { Format: "dot" }:
                DotGraph.Write(graph, around.Output);
                break;
            default:
                TextGraph.Write(graph, new PolicyPaths(around.CurrentDirectory), around.Output);
                break;
        }

        return ExitCode.Done;
    }
}
