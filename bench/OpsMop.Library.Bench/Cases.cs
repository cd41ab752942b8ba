using System.Text;

namespace OpsMop.Bench;

/// <summary>The cases.</summary>
internal static class Cases
{
    /// <summary>The packages that are installed in the case of that name: small ones, made for it.</summary>
    public static IReadOnlyList<string> Small { get; } = [.. Enumerable.Range(1, 20).Select(number => $"opsmop-bench-{number:d2}")];

    /// <summary>All of them.</summary>
    /// <param name="installed">Packages that the host has.</param>
    public static IReadOnlyList<Case> All(IReadOnlyList<string> installed) =>
    [
        new(
            "packages",
            "50 packages, installed already",
            $"case=packages names=[{string.Join(",", installed)}]",
            $"- apt: {{ name: [{string.Join(", ", installed)}], state: present }}",
            $"package {{ [{Quoted(installed)}]: ensure => installed }}"),
        new(
            "install",
            "20 packages to install",
            $"case=packages names=[{string.Join(",", Small)}]",
            $"- apt: {{ name: [{string.Join(", ", Small)}], state: present }}",
            $"package {{ [{Quoted(Small)}]: ensure => installed }}")
        {
            Undo = $"DEBIAN_FRONTEND=noninteractive apt-get -qq -y purge {string.Join(' ', Small)}",
            Floor = $"DEBIAN_FRONTEND=noninteractive apt-get -qq -y install {string.Join(' ', Small)}",
        },
        new(
            "lines",
            "200 lines in 20 files",
            "case=lines count=10",
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
            "case=users count=50",
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
            "case=services count=30",
            """
            - systemd: { name: "bench{{ item }}", state: started, enabled: true }
              loop: "{{ range(1, 31) | list }}"
            """,
            """
            Integer[1, 30].each |$number| { service { "bench${number}": ensure => running, enable => true } }
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
