/// <summary>nginx: it speaks TLS with the world, and plain HTTP with the servers.</summary>
public sealed partial class Front : Role
{
    private static readonly AbsolutePath Logs = "/var/log/nginx/shop";
    private static readonly AbsolutePath SelfSigned = "/etc/ssl/shop/certificate.pem";

    /// <summary>The name by which the world knows the site.</summary>
    [Required]
    public string Domain { get; set; } = "";

    /// <summary>The ports of the servers behind it.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    /// <summary>How much one may send at once, as nginx writes it.</summary>
    public string MaxBody { get; set; } = "10m";

    /// <summary>How many days of logs are kept.</summary>
    public int LogDays { get; set; } = 14;

    /// <summary>The certificate of an authority, a file of the host, and with it the key. Where they are not given, one is made that nobody trusts.</summary>
    public AbsolutePath Certificate { get; set; } = SelfSigned;

    /// <summary>The key of the certificate.</summary>
    public AbsolutePath CertificateKey { get; set; } = "/etc/ssl/shop/key.pem";

    public override void Define(Host host)
    {
        host.Package("nginx");
        host.Package("logrotate");

        // What was asked to be read anew is read anew once, when all of this role is done, also after a run that failed half-way.
        var reload = host.Handler("reload nginx", () => host.Service("nginx").Reloaded());

        if (Certificate == SelfSigned)
        {
            DefineCertificate(host, reload);
        }

        host.Directory(Logs).Owner("www-data").Group("adm").Mode("0750");
        host.Logrotate("shop").Paths($"{Logs}/*.log").Daily().Keep(LogDays).Compress().DelayCompress().MissingOk().RotateEmpty(false)
            .CreateMode("0640").CreateOwner("www-data").CreateGroup("adm").SuUser("root").SuGroup("adm")
            .SharedScripts().PostRotate($"systemctl kill --kill-whom=main --signal=USR1 nginx.service");

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

    /// <summary>A certificate to begin with, made on the host and renewed before its end; a real one takes its place by the two variables.</summary>
    private void DefineCertificate(Host host, Handler reload)
    {
        host.Directory("/etc/ssl/shop").Owner("root").Group("root").Mode("0755");
        host.PrivateKey(CertificateKey).Owner("root").Group("root").Notifies(reload);
        host.Certificate(SelfSigned).KeyFile(CertificateKey).Subject($"CN={Domain}").Names(Domain).Days(365).RenewBefore("30d").Owner("root").Group("root").Notifies(reload);
    }

    [Template("templates/upstream.conf.j2")]
    private partial Text Upstream();

    [Template("templates/proxy.conf.j2")]
    private partial Text Proxy();

    [Template("templates/site.conf.j2")]
    private partial Text Site();
}
