/// <summary>A site.</summary>
public sealed partial class Site : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>Its name.</summary>
    public string Domain { get; set; } = "example.com";

    /// <summary>The certificate; without one the site is not encrypted.</summary>
    public AbsolutePath? Certificate { get; set; } = "/etc/ssl/example.pem";

    /// <summary>Who answers.</summary>
    public IReadOnlyList<Upstream> Upstreams { get; set; } =
    [
        new("app", [new("10.0.0.11", MaxConns: 200), new("10.0.0.12")], Path: "/"),
        new("api", [new("10.0.0.21", 9000), new("10.0.0.22", 9000)], Balance: Balance.LeastConn),
    ];

    /// <summary>What the application is told. The keys are data, so this is a dictionary.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; set; } = new Dictionary<string, string> { ["greeting"] = "Good day", ["log-level"] = "info" };

    /// <summary>The password of the database.</summary>
    [Required]
    public Secret? Password { get; set; }

    public override void Define(Host host)
    {
        var check = Folder / "check.sh";
        host.Directory(Folder).Mode("0755").Parents();
        host.File(check).Source("files/check.sh").Mode("0755");

        // The command sees the new file before it is put in place. For nginx it would be "nginx -t -c {file}".
        host.File(Folder / "site.conf").Content(SiteConf(Upstreams)).Mode("0644").Validate(file => $"sh {check} {file}");
        host.File(Folder / "app.env").Content(AppEnv(Password!)).Mode("0600");

        // A template that is known only when the policy runs: the same language, interpreted.
        host.File(Folder / "motd").Template("templates/motd.j2", TemplateValues.Of(host).With("domain", Domain)).Mode("0644");
    }

    // In the template, names are these parameters and the members of this class: domain is Domain.
    [Template("templates/site.conf.j2")]
    private partial Text SiteConf(IReadOnlyList<Upstream> upstreams);

    // A Text keeps the secret: the file gets it, the diff gets ***.
    [Template("templates/app.env.j2")]
    private partial Text AppEnv(Secret password);

    // What Ansible has filters for is a method: {{ Quote(value) }}.
    private static string Quote(string value) => "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
