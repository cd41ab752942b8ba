/// <summary>nginx: it speaks TLS with the world, and plain HTTP with the servers.</summary>
public sealed partial class Front : Role
{
    private static readonly AbsolutePath Logs = "/var/log/nginx/shop";

    /// <summary>The name by which the world knows the site.</summary>
    [Required]
    public string Domain { get; set; } = "";

    /// <summary>The ports of the servers behind it.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    /// <summary>How much one may send at once, as nginx writes it.</summary>
    public string MaxBody { get; set; } = "10m";

    /// <summary>How many days of logs are kept.</summary>
    public int LogDays { get; set; } = 14;

    /// <summary>The certificate, and with it the key, of an authority. Where they are not given, one is made that nobody trusts.</summary>
    public AbsolutePath Certificate { get; set; } = "/etc/ssl/shop/certificate.pem";

    /// <summary>The key of the certificate.</summary>
    public AbsolutePath CertificateKey { get; set; } = "/etc/ssl/shop/key.pem";

    public override void Define(Host host)
    {
        host.Package("nginx");
        host.Package("openssl");
        host.Package("logrotate");

        // What was asked to be read anew is read anew once, when all of this role is done, also after a run that failed half-way.
        var reload = host.Handler("reload nginx", () => host.Service("nginx").Reloaded());

        DefineCertificate(host);
        host.Directory(Logs).Owner("www-data").Group("adm").Mode("0750");
        host.File("/etc/logrotate.d/shop").Content(Rotation()).Owner("root").Group("root").Mode("0644").Validate(file => $"logrotate --debug {file}");

        // Debian's welcome page, and whatever somebody has left there: only what is declared here is served.
        host.Owns("/etc/nginx/sites-enabled/*").Notifies(reload);

        // The three make sense only together. nginx reads them all before any of them is in place: what it does not accept never reaches the one that runs.
        host.Together(() =>
        {
            host.File("/etc/nginx/conf.d/shop-upstream.conf").Content(Upstream()).Owner("root").Group("root").Mode("0644").Notifies(reload);
            host.File("/etc/nginx/snippets/shop-proxy.conf").Content(Proxy()).Owner("root").Group("root").Mode("0644").Notifies(reload);
            host.File("/etc/nginx/sites-enabled/shop").Content(Site()).Owner("root").Group("root").Mode("0644").Notifies(reload);
        }).Validate(_ => $"nginx -t -q");

        host.Service("nginx").Running().Enabled();
    }

    /// <summary>A certificate to begin with. It is made once; a real one takes its place by the two variables.</summary>
    private void DefineCertificate(Host host)
    {
        host.Directory("/etc/ssl/shop").Owner("root").Group("root").Mode("0755");
        host.Command(
            $"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 365 -subj /CN={Domain} -addext subjectAltName=DNS:{Domain} "
            + $"-keyout {CertificateKey} -out {Certificate}").Creates(Certificate);
        host.File(CertificateKey).Owner("root").Group("root").Mode("0600");
    }

    [Template("templates/upstream.conf.j2")]
    private partial Text Upstream();

    [Template("templates/proxy.conf.j2")]
    private partial Text Proxy();

    [Template("templates/site.conf.j2")]
    private partial Text Site();

    [Template("templates/logrotate.j2")]
    private partial Text Rotation();
}
