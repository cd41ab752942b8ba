// A real web server: certificates from data, a vhost per record, a raw template with braces and dollars, a check of the set, links by a dictionary.
public sealed record Vhost(string Domain, IReadOnlyList<string> Aliases, AbsolutePath Root)
{
    public bool Http2 { get; init; } = true;

    public Port Upstream { get; init; } = 8080;
}

public sealed partial class WebServer : Role
{
    private const string Etc = "/etc/nginx";
    private static readonly AbsolutePath s_enabled = $"{Etc}/sites-enabled";

    public IReadOnlyList<Vhost> Vhosts { get; set; } = [];

    /// <summary>The private keys, by domain.</summary>
    public IReadOnlyDictionary<string, Secret> Keys { get; set; } = new Dictionary<string, Secret>();

    public bool Stapling { get; set; } = true;

    public Handler Reload { get; private set; } = null!;

    public override void Define(Host host)
    {
        Reload = host.Handler("reload nginx", () =>
        {
            host.Command($"nginx -t");
            host.Service("nginx").Reloaded();
        });

        host.Package("nginx-full").NoRecommends();
        using (host.With(owner: "root", group: "root", mode: "0644", directoryMode: "0755"))
        {
            host.Directory("/etc/nginx/tls").Mode("0710").Group("www-data");
            host.Directory(s_enabled);

            foreach (var (vhost, i) in Vhosts.Select((vhost, i) => (vhost with { Aliases = [.. vhost.Aliases.Order()] }, i)))
            {
                var name = $"{i:00}-{vhost.Domain}";
                var key = host.File((AbsolutePath)"/etc/nginx/tls" / $"{vhost.Domain}.key").Mode("0640").Group("www-data").Notifies(Reload);
                if (Keys.TryGetValue(vhost.Domain, out var secret))
                {
                    key.Content($"{secret}");
                }
                else
                {
                    key.Source("files/snakeoil.key");
                }

                host.File($"{Etc}/sites-available/{name}").Content(Site(vhost)).Notifies(Reload);
                host.Link(s_enabled / name).Target($"../sites-available/{name}").Notifies(Reload);
            }
        }

        host.Owns($"{Etc}/sites-enabled/*");
        host.Link(s_enabled / "default").Absent();
        host.Service("nginx").Running().Enabled();
    }

    private Text Site(Vhost vhost) =>
        $$"""
        server {
            listen 443 ssl{{(vhost.Http2 ? " http2" : "")}};
            server_name {{string.Join(' ', vhost.Aliases.Prepend(vhost.Domain))}};
            ssl_certificate_key /etc/nginx/tls/{{vhost.Domain}}.key;
            ssl_stapling {{(Stapling, vhost.Http2) switch { (true, _) => "on", (false, true) => "off", _ => "off" }}};
            root {{vhost.Root}};
            location / { try_files $uri $uri/ @app; }
            location @app { proxy_pass http://127.0.0.1:{{vhost.Upstream}}; proxy_set_header Host $host; }
        }

        """;
}

public sealed partial class Webs : Policy
{
    public override void Compose(Roles roles) => roles.Add<WebServer>(web => web.Vhosts =
    [
        new("shop.example", ["www.shop.example"], "/srv/shop") { Upstream = 9001 },
        new("blog.example", [], "/srv/blog"),
    ]);
}
