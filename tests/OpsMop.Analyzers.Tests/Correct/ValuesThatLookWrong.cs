// Values that look wrong and are not: odd but valid forms, defaults, null, texts that only the run knows.
public sealed partial class Site : Role
{
    private const string? Nothing = null;

    [Range(1, 10)]
    public int? Size { get; set; }

    [RegularExpression("[a-z]+"), Length(1, 9)]
    public string Name { get; set; } = "";

    [Url]
    public string? Home { get; set; } = null;

    public Port Port { get; set; }

    public UnixMode Mode { get; set; } = default;

    public Sha256 Sum { get; set; }

    public Cidr Network { get; set; } = "2001:db8::/32";

    public override void Define(Host host)
    {
        AbsolutePath root = "/";
        host.Directory(root / "srv" / "./a//b").Mode("a=rx,u=rwx");
        host.File($"/{Name}").Mode(Mode.IsGiven ? Mode : "0755").Url(Home).Source(Nothing).Checksum(Sum);
        host.File("/spaces are fine/ä").Mode("0000").Checksum(Nothing);
        host.Service("foo@bar\\x2d.service").Running();
        host.Service("app.example.org").Running();
        host.Package("libc6:amd64").Version("1:2.36-9+deb12u*");
        host.User("daemon$").Comment("").Uid(0);
        host.Owns("/etc/x/[a-z]*");
        host.Echo("a").Timeout("1d12h").Retry(0, default).Retry(1, TimeSpan.FromSeconds(1));
        var error = ((UnixMode)"0999").Error;
        if (UnixMode.TryParse("0999", out var parsed) || error is null)
        {
            host.Echo($"{parsed}");
        }

        CronSchedule schedule = "*/5 0-6,22 * jan-mar mon";
        host.Echo($"{schedule} {(Port)22} {(Duration)"0s"}");
    }
}
