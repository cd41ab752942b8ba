// sshd: options as a dictionary with an indexer initialiser, match blocks by local functions, words about passwords that hold none, both platforms' names.
public sealed partial class Sshd : Role
{
    public IReadOnlyDictionary<string, string> Options { get; set; } = new Dictionary<string, string>
    {
        ["PasswordAuthentication"] = "no",
        ["PermitRootLogin"] = "prohibit-password",
        ["KbdInteractiveAuthentication"] = "no",
        ["PermitEmptyPasswords"] = "no",
    };

    public IReadOnlyList<string> SftpUsers { get; set; } = [];

    public Port Port { get; set; } = 22;

    public override void Define(Host host)
    {
        var (package, unit) = host.Platform switch
        {
            var platform when platform.Is("debian") => ("openssh-server", "ssh"),
            { PackageManager: "dnf" } => ("openssh-server", "sshd"),
            _ => ("openssh", "sshd"),
        };
        var restart = host.Handler($"restart {unit}", () => host.Service(unit).Restarted());
        host.Package(package);

        Text config = $"Port {Port}\n";
        foreach (var option in Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            config += Line(option.Key, option.Value);
        }

        config += SftpUsers is [] ? "" : Match(SftpUsers);
        host.File("/etc/ssh/sshd_config").Content(config).Mode("0600").Validate(file => $"sshd -t -f {file}").Notifies(restart);
        host.File("/etc/ssh/ssh_config.d/50-known.conf").Content("Host *\n  StrictHostKeyChecking ask\n  UserKnownHostsFile ~/.ssh/known_hosts /etc/ssh/known_hosts\n").Mode("0644");
        host.File("/etc/pam.d/sshd").Mode("0644").Content(
            """
            auth    required    pam_faillock.so preauth
            password    requisite    pam_pwquality.so retry=3 minlen=14
            password    [success=1 default=ignore]    pam_unix.so obscure use_authtok try_first_pass yescrypt
            """);
        host.File("/etc/login.defs").Mode("0644").Content("PASS_MAX_DAYS 365\nCHFN_RESTRICT rwh\nENCRYPT_METHOD YESCRYPT\n");
        host.Shell($"ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key < /dev/null").Creates("/etc/ssh/ssh_host_ed25519_key").Notifies(restart);
        host.Service(unit).Running().Enabled();

        static Text Line(string key, string value) => $"{key} {value}\n";
        Text Match(IEnumerable<string> users) => $"Match User {string.Join(',', users)}\n  ForceCommand internal-sftp\n  PasswordAuthentication no\n";
    }
}
