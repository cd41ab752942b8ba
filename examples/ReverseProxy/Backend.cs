/// <summary>The application: one program, which runs once for each port.</summary>
public sealed partial class Backend : Role
{
    private static readonly AbsolutePath Folder = "/opt/shop";

    /// <summary>The ports of the servers.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    /// <summary>What it greets with.</summary>
    public string Greeting { get; set; } = "Welcome to the shop";

    public override void Define(Host host)
    {
        host.Package("python3");

        // It needs no shell and no home, and owns nothing: not even its own code.
        host.User("shop").System().Home(Folder).CreateHome(false).Shell("/usr/sbin/nologin");
        host.Directory(Folder).Owner("root").Group("root").Mode("0755");
        var code = host.File(Folder / "app.py").Source("files/app.py").Owner("root").Group("root").Mode("0755");
        var settings = host.File(Folder / "settings.env").Content(Settings()).Owner("root").Group("shop").Mode("0640");

        // A template of systemd's: shop@8101 is the server on port 8101. systemd has checked it before it is in place.
        var unit = host.SystemdUnit("shop@.service").Content(Unit());
        foreach (var port in Ports)
        {
            host.Service($"shop@{port}").Running().Enabled().RestartOn(code, settings, unit);
        }
    }

    [Template("templates/shop@.service.j2")]
    private partial Text Unit();

    [Template("templates/settings.env.j2")]
    private partial Text Settings();
}
