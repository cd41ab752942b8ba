using System.Text;

namespace OpsMop.Bench;

/// <summary>The cases.</summary>
internal static class Cases
{
    /// <summary>The packages that are installed in the case of that name: small ones, made for it.</summary>
    public static IReadOnlyList<string> Small { get; } = [.. Enumerable.Range(1, 20).Select(number => $"opsmop-bench-{number:d2}")];

    private const string Policy = "/opt/bench/Library/OpsMop.Bench.Library apply";

    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ";

    // What the base manages as a whole file; the peers are told to leave them as they are, which is all that there is to do.
    private static readonly string[] BaseFiles =
    [
        "/home/ann/.ssh/authorized_keys", "/home/bob/.ssh/authorized_keys", "/etc/sudoers.d/admins", "/etc/ssh/banner", "/etc/ssh/sshd_config.d/10-hardened.conf",
        "/etc/apt/apt.conf.d/20auto-upgrades", "/etc/apt/apt.conf.d/60-hardened", "/usr/local/sbin/nightly-report",
        "/etc/systemd/system/nightly-report.service", "/etc/systemd/system/nightly-report.timer",
    ];

    private static readonly string[] BaseParameters =
    [
        "net.ipv4.conf.all.rp_filter=1", "net.ipv4.conf.all.accept_redirects=0", "net.ipv4.conf.all.send_redirects=0", "net.ipv4.conf.all.accept_source_route=0",
        "net.ipv4.conf.all.log_martians=1", "net.ipv4.tcp_syncookies=1", "kernel.kptr_restrict=2", "kernel.dmesg_restrict=1", "kernel.yama.ptrace_scope=1",
        "fs.protected_fifos=2", "fs.protected_regular=2", "fs.suid_dumpable=0",
    ];

    private static readonly string[] BaseServices = ["ssh.service", "nightly-report.timer", "apt-daily.timer", "apt-daily-upgrade.timer"];

    /// <summary>All of them.</summary>
    /// <param name="installed">Packages that the host has.</param>
    public static IReadOnlyList<Case> All(IReadOnlyList<string> installed) =>
    [
        new(
            "packages",
            "50 packages, installed already",
            $"{Policy} --set case=packages --set names=[{string.Join(",", installed)}]",
            $"- apt: {{ name: [{string.Join(", ", installed)}], state: present }}",
            $"package {{ [{Quoted(installed)}]: ensure => installed }}"),
        new(
            "install",
            "20 packages to install",
            $"{Policy} --set case=packages --set names=[{string.Join(",", Small)}]",
            $"- apt: {{ name: [{string.Join(", ", Small)}], state: present }}",
            $"package {{ [{Quoted(Small)}]: ensure => installed }}")
        {
            Undo = $"DEBIAN_FRONTEND=noninteractive apt-get -qq -y purge {string.Join(' ', Small)}",
            Floor = $"DEBIAN_FRONTEND=noninteractive apt-get -qq -y install {string.Join(' ', Small)}",
        },
        new(
            "lines",
            "200 lines in 20 files",
            Policy + " --set case=lines --set count=10",
            """
            - lineinfile: { path: "/etc/bench/{{ item.0 }}.conf", regexp: "^key{{ item.1 }} =", line: "key{{ item.1 }} = value" }
              loop: "{{ range(1, 21) | product(range(1, 11)) | list }}"
            """,
            """
            Integer[1, 20].each |$file| { Integer[1, 10].each |$line| {
              file_line { "${file}-${line}": path => "/etc/bench/${file}.conf", line => "key${line} = value", match => "^key${line} =" }
            } }
            """),
        new(
            "users",
            "50 users",
            Policy + " --set case=users --set count=50",
            """
            - user: { name: "bench{{ item }}", comment: Bench, shell: /bin/bash, groups: users, append: true }
              loop: "{{ range(1, 51) | list }}"
            """,
            """
            Integer[1, 50].each |$number| {
              user { "bench${number}": ensure => present, comment => 'Bench', shell => '/bin/bash', groups => ['users'], managehome => true }
            }
            """),
        new(
            "services",
            "30 services, running",
            Policy + " --set case=services --set count=30",
            """
            - systemd: { name: "bench{{ item }}", state: started, enabled: true }
              loop: "{{ range(1, 31) | list }}"
            """,
            """
            Integer[1, 30].each |$number| { service { "bench${number}": ensure => running, enable => true } }
            """),
        new(
            "base",
            "the hardened base",
            "/opt/bench/Base/OpsMop.Bench.Base apply --set container=true --set 'people.everybody=[{login: ann, admin: true, keys: [\"" + Key + "ann\"]}, {login: bob, keys: [\"" + Key + "bob\"]}]'",
            string.Join('\n', [
                "- apt: { name: [sudo, openssh-server, unattended-upgrades], state: present }",
                "- group: { name: \"{{ item }}\", system: true }\n  loop: [ssh-users, admins]",
                "- user: { name: ann, groups: [ssh-users, admins], append: false, shell: /bin/bash }",
                "- user: { name: bob, groups: [ssh-users], append: false, shell: /bin/bash }",
                $"- copy: {{ src: \"{{{{ item }}}}\", dest: \"{{{{ item }}}}\", mode: preserve, remote_src: true }}\n  loop: [{string.Join(", ", BaseFiles)}]",
                $"- lineinfile: {{ path: /etc/sysctl.d/99-zz-hardened.conf, regexp: \"^{{{{ item.split('=')[0] }}}} =\", line: \"{{{{ item.split('=')[0] }}}} = {{{{ item.split('=')[1] }}}}\" }}\n  loop: [\"{string.Join("\", \"", BaseParameters)}\"]",
                "- lineinfile: { path: /etc/fstab, regexp: '\\s/dev/shm\\s', line: \"{{ lookup('pipe', 'grep /dev/shm /etc/fstab') }}\" }",
                $"- systemd: {{ name: \"{{{{ item }}}}\", state: started, enabled: true }}\n  loop: [{string.Join(", ", BaseServices)}]"]),
            $$"""
            package { ['sudo', 'openssh-server', 'unattended-upgrades']: ensure => installed }
            group { ['ssh-users', 'admins']: ensure => present, system => true }
            user { 'ann': ensure => present, groups => ['ssh-users', 'admins'], membership => inclusive, shell => '/bin/bash' }
            user { 'bob': ensure => present, groups => ['ssh-users'], membership => inclusive, shell => '/bin/bash' }
            [{{Quoted(BaseFiles)}}].each |$path| { file { $path: ensure => file, content => file($path) } }
            [{{Quoted(BaseParameters)}}].each |$setting| {
              $parts = split($setting, '=')
              file_line { $setting: path => '/etc/sysctl.d/99-zz-hardened.conf', line => "${parts[0]} = ${parts[1]}", match => "^${parts[0]} =" }
            }
            [{{Quoted(BaseServices)}}].each |$unit| { service { $unit: ensure => running, enable => true, provider => systemd } }
            """),
    ];

    /// <summary>What the cases find on the host.</summary>
    public static string Preparation { get; } = new StringBuilder()
        .Append("mkdir -p /etc/bench; for file in $(seq 20); do for line in $(seq 10); do echo \"key$line = value\"; done >/etc/bench/$file.conf; done\n")
        .Append("for unit in $(seq 30); do printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/bench$unit.service; done\n")
        .Append("systemctl daemon-reload; systemctl -q enable --now $(seq -f bench%g 30)\n")
        .ToString();

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
