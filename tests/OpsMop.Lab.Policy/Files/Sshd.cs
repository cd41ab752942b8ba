namespace OpsMop.Lab.Scenarios;

/// <summary>Two files of sshd's configuration, of a compiled template and of one of the run time, that are checked together, by sshd itself.</summary>
public sealed partial class Sshd : Role
{
    public string Banner { get; set; } = "/etc/opsmop-banner";

    /// <summary>A line of the second file.</summary>
    public string Line { get; set; } = "MaxAuthTries 4";

    public override void Define(Host host)
    {
        var reload = host.Handler("reload sshd", () => host.Service("ssh").Reloaded());
        host.Together(() =>
        {
            host.File("/etc/ssh/sshd_config.d/10-opsmop.conf").Content(BannerConf()).Notifies(reload);
            host.File("/etc/ssh/sshd_config.d/20-opsmop.conf").Template("templates/lines.conf.j2", new TemplateValues { ["lines"] = new[] { Line } }).Mode("0600").Notifies(reload);
        }).Validate(_ => $"/usr/sbin/sshd -t");
    }

    [Template("templates/banner.conf.j2")]
    private partial Text BannerConf();
}
