// template: templates/nginx.conf.j2
public sealed record Upstream(string Host, int Port);

public sealed partial class Web : Role
{
    /// <summary>Where requests go.</summary>
    public IReadOnlyList<Upstream> Upstreams { get; set; } = [];

    /// <summary>How often a server may fail.</summary>
    public int? MaxFails { get; set; }

    public override void Define(Host host) => host.File("/etc/nginx/nginx.conf").Content(NginxConf()).Mode("0644");

    [Template("templates/nginx.conf.j2")]
    private partial Text NginxConf();
}
