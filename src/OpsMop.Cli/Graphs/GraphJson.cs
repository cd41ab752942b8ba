using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMop.Engine.Model;

namespace OpsMop.CommandLine.Graphs;

/// <summary>Writes graphs as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PolicyGraph))]
internal sealed partial class GraphJson : JsonSerializerContext;
