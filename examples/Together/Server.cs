/// <summary>A server whose configuration is two files.</summary>
public sealed partial class Server : Role
{
    /// <summary>Where its files are.</summary>
    public AbsolutePath Folder { get; set; }

    /// <summary>The port that it listens on. It is text here, so that the check has something to find.</summary>
    public string Listen { get; set; } = "8080";

    /// <summary>What it serves.</summary>
    public AbsolutePath Root { get; set; } = "/var/www";

    public override void Define(Host host)
    {
        var check = Folder / "check.sh";
        host.Directory(Folder).Mode("0755").Parents();
        host.Directory(Folder / "conf").Mode("0755");
        host.File(check).Source("files/check.sh").Mode("0755");

        host.Together(() =>
        {
            host.File(Folder / "conf/server.conf").Content($"listen {Listen}\ninclude {Folder / "conf/site.conf"}\n").Mode("0644");
            host.File(Folder / "conf/site.conf").Content($"root {Root}\n").Mode("0644");
        }).Validate(conf => $"sh {check} {conf}");
    }
}
