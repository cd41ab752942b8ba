// Values of domain types that are made from variables, formatted, defaulted and left out.
public sealed partial class Made : Role
{
    public Port Port { get; set; } = 8080;

    public UnixMode Mode { get; set; }

    public AbsolutePath? Home { get; set; }

    public Duration Every { get; set; } = "90s";

    public Cidr Network { get; set; } = "10.0.0.0/8";

    public IReadOnlyDictionary<string, UnixMode> Modes { get; set; } = new Dictionary<string, UnixMode> { ["a"] = "0600", ["b"] = "u=rw,go=r" };

    private static readonly AbsolutePath s_root = "/srv/made";

    private const string Public = "0" + "644";

    public override void Define(Host host)
    {
        host.File(s_root / "port").Content($"{Port}\n").Mode(Mode.IsGiven ? Mode : Public);
        host.File((Home ?? s_root) / "home").Content($"{Every} {Network}\n").Mode(Public);
        foreach (var (name, mode) in Modes)
        {
            host.File(s_root / name).Content("x\n").Mode(mode);
        }

        host.Directory(s_root / $"{Port}" / "data").Mode("u=rwx,g=rx,o=").Parents();
        host.Echo("waits").Timeout("2m").Retry(2, "500ms");
    }
}
