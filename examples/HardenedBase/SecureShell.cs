/// <summary>sshd: keys only, and only for those who may.</summary>
public sealed partial class SecureShell : Role
{
    /// <summary>The groups whose members may log in. Root is in its own.</summary>
    public IReadOnlyList<string> MayLogIn { get; set; } = ["ssh-users", "root"];

    /// <summary>The ciphers that are offered, the best first.</summary>
    public IReadOnlyList<string> Ciphers { get; set; } = ["chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com"];

    /// <summary>What everybody is told before they log in.</summary>
    public string Banner { get; set; } = "Authorised users only. What is done here is recorded.";

    public override void Define(Host host)
    {
        host.Package("openssh-server");
        var reload = host.Handler("reload sshd", () => host.Service("ssh").Reloaded());

        // sshd reads both before either is in place. A mistake in here would lock everybody out, and is refused instead.
        host.Together(() =>
        {
            host.File("/etc/ssh/banner").Content($"{Banner}\n").Owner("root").Group("root").Mode("0644").Notifies(reload);
            host.File("/etc/ssh/sshd_config.d/10-hardened.conf").Content(Configuration()).Owner("root").Group("root").Mode("0600").Notifies(reload);
        }).Validate(_ => $"/usr/sbin/sshd -t");

        host.Service("ssh").Running().Enabled();
    }

    [Template("templates/sshd.conf.j2")]
    private partial Text Configuration();
}
