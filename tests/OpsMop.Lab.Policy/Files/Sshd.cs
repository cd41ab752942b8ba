namespace OpsMop.Lab.Scenarios;

/// <summary>Two files of sshd's configuration that are checked together, by sshd itself.</summary>
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
            host.File("/etc/ssh/sshd_config.d/10-opsmop.conf").Content($"Banner {Banner}\n").Notifies(reload);
            host.File("/etc/ssh/sshd_config.d/20-opsmop.conf").Content($"{Line}\n").Mode("0600").Notifies(reload);
        }).Validate(_ => $"/usr/sbin/sshd -t");
    }
}
