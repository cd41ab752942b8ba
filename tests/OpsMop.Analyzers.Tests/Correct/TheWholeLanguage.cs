// One of everything that the language has, in one role.
public sealed partial class Everything : Policy
{
    public string Domain { get; set; } = "shop.example";

    public override void Compose(Roles roles)
    {
        roles.Add<Front>(front => front.Domain = Domain).Tags("web");
        roles.Add<Front>("intranet", front =>
        {
            front.Domain = $"intranet.{Domain}";
            front.Port = 8081;
        });
        roles.Add(new Back { Folder = "/srv/back" });
        roles.Add<Release>();
    }
}

public sealed partial class Front : Role
{
    [Required]
    public string Domain { get; set; } = "";

    public Port Port { get; set; } = 8080;

    public override void Define(Host host)
    {
        var nginx = host.Include<Nginx>(role => role.Workers = 4);
        var site = host.File($"/etc/nginx/sites-enabled/{Domain}").Content($"listen {Port};\nserver_name {Domain};\n").Mode("0644").Notifies(nginx.Reload);
        host.Together(() =>
        {
            host.File($"/etc/nginx/conf.d/{Domain}.conf").Content("gzip on;\n").Mode("0644");
            host.Link($"/etc/nginx/modules/{Domain}").Target("../available/gzip");
        }).Validate(conf => $"nginx -t -c {conf}");
        host.FlushHandlers();
        host.Try(() => host.Command($"curl-check {Domain}").ChangedWhen(_ => false))
            .Rescue(() => host.Echo($"{Domain} does not answer yet."))
            .Always(() => host.Echo("Checked."));
        host.Echo("The site has changed.").WhenChanged(site);
        host.Assert(() => host.Platform.Is("linux"), "Only Linux is served.");
    }
}

public sealed partial class Nginx : Role
{
    [Range(1, 64)]
    public int Workers { get; set; } = 2;

    public Handler Reload { get; private set; } = null!;

    public override void Define(Host host)
    {
        Reload = host.Handler("reload nginx", () => host.Service("nginx").Reloaded());
        host.Package("nginx");
        host.File("/etc/nginx/nginx.conf").Content($"worker_processes {Workers};\n").Mode("0644").Notifies(Reload).Validate(conf => $"nginx -t -c {conf}");
        host.Service("nginx").Running().Enabled();
    }
}

public sealed partial class Back : Role
{
    public required AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        using (host.With(owner: "app", group: "app", mode: "0640", directoryMode: "0750"))
        {
            host.Directory(Folder).Parents();
            host.File(Folder / "back.conf").Content("port 1\n");
        }

        host.Owns("/etc/back.d/*").Except("keep.conf");
    }
}

public sealed partial class Release : Procedure
{
    public string Version { get; set; } = "1.0";

    public override async Task RunAsync(Session host)
    {
        var have = await host.Query($"app --version");
        if (have.Output.Trim() == Version)
        {
            return;
        }

        if ((await host.Package("app").Version(Version)).Changed)
        {
            await host.Service("app").Restarted();
        }
    }
}
