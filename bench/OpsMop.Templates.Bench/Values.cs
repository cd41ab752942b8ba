using System.Text.Json;

namespace OpsMop.Templates.Bench;

/// <summary>The values as types of C#.</summary>
internal static class Values
{
    public static (Nginx Nginx, Small Small) Of(JsonElement values)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        return (values.GetProperty("nginx").Deserialize<Nginx>(options)!, values.GetProperty("small").Deserialize<Small>(options)!);
    }
}

internal sealed record Nginx(
    string User, int Workers, int Connections, string LogDir, bool Gzip, IReadOnlyList<string> GzipTypes, IReadOnlyList<Upstream> Upstreams);

internal sealed record Upstream(
    string Name,
    string Kind,
    string Balance,
    IReadOnlyList<Server> Servers,
    IReadOnlyList<string> Domains,
    int BodySize,
    bool Auth,
    Dictionary<string, string> Headers,
    int Timeout,
    IReadOnlyList<string> Paths,
    int? Keepalive);

internal sealed record Server(string Host, int Port, int Weight, bool Backup);

internal sealed record Small(string Name, string? User, IReadOnlyList<string> After, int Port, Dictionary<string, string> Environment);
