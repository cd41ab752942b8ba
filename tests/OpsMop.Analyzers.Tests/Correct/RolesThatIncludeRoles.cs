// Roles that include roles twice under names, in loops, under conditions, within With, through helpers and generic methods; one that includes itself by data.
public sealed partial class Logs : Role
{
    [Required]
    public string For { get; set; } = "";

    public override void Define(Host host)
    {
        host.File($"/etc/logrotate.d/{For}").Content($"/var/log/{For}/*.log {{\n  daily\n}}\n");
        host.Directory($"/var/log/{For}");
    }
}

public sealed partial class Tree : Role
{
    public int Depth { get; set; }

    public string Path { get; set; } = "root";

    public override void Define(Host host)
    {
        host.Directory($"/srv/tree/{Path}").Mode("0755");
        if (Depth > 0)
        {
            host.Include<Tree>(left => (left.Depth, left.Path) = (Depth - 1, Path + "/l"), name: $"{RoleName}-l");
            host.Include<Tree>(right => (right.Depth, right.Path) = (Depth - 1, Path + "/r"), name: $"{RoleName}-r");
        }
    }
}

public static class Including
{
    public static T Named<T>(this Host host, string name, Action<T> configure)
        where T : Role, new() => host.Include<T>(configure, name);

    public static void Logging(this Host host, string name)
    {
        using (host.With(mode: "0644", directoryMode: "0755"))
        {
            host.Include<Logs>(logs => logs.For = name, name: $"logs-{name}");
        }
    }
}

public sealed partial class Application : Role
{
    public IReadOnlyList<string> Parts { get; set; } = ["web", "worker"];

    public bool Audit { get; set; }

    public override void Define(Host host)
    {
        using (host.With(mode: "0640", directoryMode: "0750"))
        {
            host.Include<Logs>(logs => logs.For = RoleName, name: $"{RoleName}-own");
            foreach (var part in Parts)
            {
                host.Include<Logs>(logs => logs.For = $"{RoleName}-{part}", name: $"{RoleName}-{part}");
            }

            _ = Audit switch
            {
                true => host.Include<Logs>(logs => logs.For = "audit", name: "audit"),
                false => null,
            };
        }

        host.Logging("extra");
        host.Logging("more");
        host.Named<Tree>("forest", tree => tree.Depth = 2);
        host.Named<Tree>("park", tree => tree.Path = "park");
    }
}

public sealed partial class Estate : Policy
{
    public IReadOnlyList<string> Applications { get; set; } = ["shop", "blog"];

    public override void Compose(Roles roles)
    {
        foreach (var name in Applications)
        {
            roles.Add<Application>(name, application => application.Audit = name == "shop").Tags(name);
        }

        roles.Add<Application>("intranet");
        roles.Add(new Logs { For = "journal" }, "journal");
        roles.Add(new Logs { For = "mail" }, name: "mail");
    }
}
