using System.Text.Json;

namespace OpsMop.Templates.Bench;

/// <summary>The same templates, compiled.</summary>
internal static partial class CompiledTemplates
{
    public static (Func<string> Nginx, Func<string> Small) Load(JsonElement values)
    {
        (Nginx n, Small s) = Values.Of(values);
        return (
            () => NginxConf(n.User, n.Workers, n.Connections, n.LogDir, n.Gzip, n.GzipTypes, n.Upstreams),
            () => Unit(s.Name, s.User, s.After, s.Port, s.Environment));
    }

    [Template("../templates/nginx.conf.j2", TrimBlocks = true, LstripBlocks = true)]
    private static partial string NginxConf(
        string user, int workers, int connections, string logDir, bool gzip, IReadOnlyList<string> gzipTypes, IReadOnlyList<Upstream> upstreams);

    [Template("../templates/small.j2", TrimBlocks = true, LstripBlocks = true)]
    private static partial string Unit(string name, string? user, IReadOnlyList<string> after, int port, Dictionary<string, string> environment);
}
