namespace Policy1;

/// <summary>The pages and the configuration of a web server.</summary>
public sealed partial class Web : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The name that the site answers to: <c>--set web.domain=example.org</c>.</summary>
    [Required] public string Domain { get; set; } = "example.com";

    public override void Define(Host host)
    {
        var reload = host.Handler("reload", () => host.Echo("The server would read its configuration now."));

        host.Directory(Folder).Mode("0755");
        host.File(Folder / "site.conf").Content(Configuration()).Mode("0644").Notifies(reload);
        host.File(Folder / "index.html").Source("files/index.html").Mode("0644");
    }

    [Template("templates/site.conf.j2")]
    private partial Text Configuration();
}
