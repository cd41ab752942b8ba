/// <summary>A site. Variables are data: text, numbers, enums, domain types, and records, lists and dictionaries of them.</summary>
public sealed partial class Site : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>Its name. Somebody has to give it: there is no default.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Where it listens.</summary>
    public Port Port { get; set; } = 8080;

    /// <summary>How many requests it works on at a time.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 4;

    /// <summary>The old name of <see cref="Workers"/>. It is still read, with a warning.</summary>
    [Obsolete("use Workers")]
    public int? Threads { get; set; }

    /// <summary>Who answers.</summary>
    public IReadOnlyList<Upstream> Upstreams { get; set; } = [];

    public override void Define(Host host)
    {
        host.Directory(Folder / RoleName).Mode("0755").Parents();

        // An included role has its own variables and a name, by which --set finds it: --set blog-logging.level=debug
        var logging = host.Include<Logging>(logging => logging.File = Folder / RoleName / "access.log", name: $"{RoleName}-logging");

        host.File(Folder / RoleName / "site.conf").Content(SiteConf(Name!, logging)).Mode("0644");
    }

    // The template sees these parameters, and the variables of the role.
    [Template("templates/site.conf.j2")]
    private partial Text SiteConf(string name, Logging logging);
}

/// <summary>A server behind the site.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Where it listens.</param>
public sealed record Upstream(string Name, Port Port);
