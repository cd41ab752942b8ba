using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>Rules that only the model check and the run can find, because they need the whole model or the data files. They are here for their pages.</summary>
internal static class CheckedLater
{
    /// <summary>The rules, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
    [
        Rule.Error(
            "OPM2018",
            Category.Policies,
            "The policy's own code failed",
            """
            `Compose`, `Define` or the constructor of a role threw an exception. The message and the line are those of the exception; the run has not begun, and nothing was changed.

            ## Wrong

            ```csharp
            host.File(Folder / "shard").Content($"{Shards[host.Name]}\n").Mode("0644");
            // error OPM2018: role 'database' failed: The given key 'db3' was not present in the dictionary. (KeyNotFoundException)
            ```

            ## Right

            ```csharp
            if (Shards.TryGetValue(host.Name, out var shard))
            {
                host.File(Folder / "shard").Content($"{shard}\n").Mode("0644");
            }
            ```
            """),
        Rule.Error(
            "OPM2019",
            Category.Policies,
            "Together without a check, or with something else than files",
            """
            `host.Together(…)` puts a set of files in place when a command has accepted them all. Without `.Validate(…)` there is no such command; and what is no file or link cannot be held back until it has answered.

            ## Wrong

            ```csharp
            host.Together(() =>
            {
                host.File("/etc/nginx/nginx.conf").Content(Main).Mode("0644");
                host.Package("nginx");
            });
            ```

            ## Right

            ```csharp
            host.Package("nginx");
            host.Together(() =>
            {
                host.File("/etc/nginx/nginx.conf").Content(Main).Mode("0644");
                host.File("/etc/nginx/conf.d/site.conf").Content(Site).Mode("0644");
            }).Validate(conf => $"nginx -t -c {conf}");
            ```
            """),
        Rule.Error(
            "OPM2020",
            Category.Policies,
            "A role that cannot be sent to a host",
            """
            `push` binds each role on the controller and sends its variables; the agent, which is the same program, makes the role again from the name of its class and from them. For that the
            class must be a partial class that is public or internal and has no type parameters, with a constructor without parameters; and all that it is told must be variables, which are
            properties with `{ get; set; }`. An agent that does not know a class or a variable is of another build of the policy. `apply` on the machine itself asks for none of this.

            ## Wrong

            ```csharp
            roles.Add(new Site("a.example"));

            public sealed partial class Site(string domain) : Role
            {
                public override void Define(Host host) => host.Directory($"/srv/{domain}").Mode("0755");
            }
            ```

            ## Right

            ```csharp
            roles.Add(new Site { Domain = "a.example" });

            public sealed partial class Site : Role
            {
                public required string Domain { get; set; }

                public override void Define(Host host) => host.Directory($"/srv/{Domain}").Mode("0755");
            }
            ```
            """),
        Rule.Warning(
            "OPM5008",
            Category.Templates,
            "A template has changed since the program was built",
            """
            A compiled template is a part of the program. Beside the program lies a copy of its file, and that is no longer the text that it was compiled from: somebody has edited it there,
            and what is rendered is the old text. Edit the template in the policy's project and build the policy again. The run goes on.

            ## Wrong

            ```console
            $ vi /opt/shop/templates/nginx.conf.j2
            $ /opt/shop/Shop apply
            /opt/shop/templates/nginx.conf.j2: warning OPM5008: templates/nginx.conf.j2 has changed since this program was built from it; what is rendered is the old text. Build the policy again.
            ```

            ## Right

            ```console
            $ vi templates/nginx.conf.j2
            $ dotnet publish -o /opt/shop
            $ /opt/shop/Shop apply
            ```
            """),
        Rule.Error(
            "OPM6001",
            Category.Data,
            "Unknown role in data",
            """
            A data file or `--set` names a role that the policy does not have for this host. The message names the one that was probably meant.

            ## Wrong

            ```yaml
            wbe:            # error OPM6001: the policy has no role 'wbe'. Did you mean 'web'?
              port: 8080
            ```

            ## Right

            ```yaml
            web:
              port: 8080
            ```
            """),
        Rule.Error(
            "OPM6002",
            Category.Data,
            "Unknown variable in data",
            """
            A data file or `--set` names a variable that the role does not have. The message names the one that was probably meant.

            ## Wrong

            ```yaml
            web:
              prot: 8080    # error OPM6002: role 'web' has no variable 'prot'. Did you mean 'port'?
            ```

            ## Right

            ```yaml
            web:
              port: 8080
            ```
            """),
        Rule.Error(
            "OPM6003",
            Category.Data,
            "Data for a role that is added whole",
            """
            A role that is added with `roles.Add(new Site { … })` has its variables from the code; data layers do not reach it.

            ## Wrong

            ```csharp
            roles.Add(new Site { Domain = "a.example" });    // and environments/production.yaml has: site: { port: 8080 }
            ```

            ## Right

            ```csharp
            roles.Add<Site>(site => site.Domain = "a.example");
            ```

            Or leave it whole, and change it with `--set site.port=8080`.
            """),
        Rule.Error(
            "OPM6004",
            Category.Data,
            "A value of the wrong type",
            """
            The value in a data file or `--set` cannot become what the variable is. The message says what is expected.

            ## Wrong

            ```yaml
            web:
              port: eighty
            ```

            ## Right

            ```yaml
            web:
              port: 80
            ```
            """),
        Rule.Warning(
            "OPM6005",
            Category.Data,
            "An obsolete variable is set",
            """
            The variable is marked `[Obsolete]`. It still has its effect; the message says what to set instead.

            ## Wrong

            ```csharp
            [Obsolete("use Workers")]
            public int Threads { get; set; }    // and the data has: web: { threads: 4 }
            ```

            ## Right

            ```yaml
            web:
              workers: 4
            ```
            """),
        Rule.Error(
            "OPM6006",
            Category.Data,
            "A data file cannot be read",
            """
            The file is missing, or is neither YAML nor JSON. The message names the line.

            ## Wrong

            ```yaml
            web:
              port: 80
               workers: 4    # indented by three
            ```

            ## Right

            ```yaml
            web:
              port: 80
              workers: 4
            ```
            """),
        Rule.Error(
            "OPM6007",
            Category.Data,
            "A host or group that is not there",
            """
            A group of the inventory, a `via`, or a pattern (`roles.Add<Web>().On("web")`, `--limit web`) names a host or group that the inventory does not have. A glob that matches nothing is one
            too, unless it stands in an exclusion or intersection. The message names the nearest that there is.

            ## Wrong

            ```yaml
            groups:
              web:
                hosts: ["web[01:10].example.com"]
                connect:
                  via: baston.example.com    # error OPM6007: there is no such host in the inventory. Did you mean 'bastion.example.com'?
            hosts: [bastion.example.com]
            ```

            ## Right

            ```yaml
            groups:
              web:
                hosts: ["web[01:10].example.com"]
                connect:
                  via: bastion.example.com
            hosts: [bastion.example.com]
            ```
            """),
        Rule.Error(
            "OPM6008",
            Category.Data,
            "A cycle in the inventory",
            """
            Groups contain each other, or hosts are reached through each other. The message shows the way round.

            ## Wrong

            ```yaml
            connect:
              via: inner.example.com         # error OPM6008: inner.example.com → outer.example.com → inner.example.com
            hosts:
              outer.example.com:
              inner.example.com:
                connect: {via: outer.example.com}
            ```

            ## Right

            ```yaml
            connect:
              via: inner.example.com
            hosts:
              outer.example.com:
                connect: {via: none}
              inner.example.com:
                connect: {via: outer.example.com}
            ```
            """),
        Rule.Error(
            "OPM6009",
            Category.Data,
            "Unknown setting in an inventory",
            """
            An inventory, a group, a host or a connection has no setting of that name. The message names the one that was probably meant.

            ## Wrong

            ```yaml
            groups:
              web:
                hosts: [web01.example.com]
                connect:
                  usr: deploy                # error OPM6009: A connection has no setting 'usr'. Did you mean 'user'?
            ```

            ## Right

            ```yaml
            groups:
              web:
                hosts: [web01.example.com]
                connect:
                  user: deploy
            ```
            """),
        Rule.Error(
            "OPM6010",
            Category.Data,
            "An invalid name, range or pattern of hosts",
            """
            A name has a character that patterns or ssh would take for something else, a range ends before it begins, or a pattern cannot be read.

            ## Wrong

            ```yaml
            groups:
              web:
                hosts: ["web[50:01].example.com"]    # error OPM6010: '[50:01]' ends before it begins; write [01:50].
            ```

            ## Right

            ```yaml
            groups:
              web:
                hosts: ["web[01:50].example.com"]
            ```
            """),
        Rule.Error(
            "OPM6011",
            Category.Data,
            "A password in an inventory",
            """
            A password stands in an inventory in plain text, where backups, repositories and colleagues see it, or is encrypted by `ansible-vault`, which is not read. Say where it comes from instead: the
            first line of a file of mode 0600, what a command prints, or the operator. Change a password that others may have seen.

            ## Wrong

            ```yaml
            connect:
              sudo-password: hunter2         # error OPM6011: a password does not stand in an inventory.
            ```

            ## Right

            ```yaml
            connect:
              sudo-password: {command: pass show servers/sudo}
            ```
            """),
    ];

    /// <summary>The rules that the run time says too, of what the compiler could not know.</summary>
    public static IReadOnlyCollection<string> AlsoAtRunTime { get; } =
        ["OPM2001", "OPM2002", "OPM2003", "OPM2004", "OPM2005", "OPM2006", "OPM2007", "OPM2008", "OPM2009", "OPM2011", "OPM3006", "OPM4001", "OPM4006"];
}
