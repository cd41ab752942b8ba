// Values at the edges of what is valid, compared with constants that are none, parsed, patched, defaulted, and nullable ones given only where they are there.
public sealed partial class Edges : Role
{
    [Range(1, 65535)]
    public int? Low { get; set; } = 1;

    [Length(0, 64)]
    public string Label { get; set; } = "";

    [RegularExpression("[a-z]*")]
    public string Word { get; set; } = "";

    [Url]
    public string Address { get; set; } = "";

    public AbsolutePath Data { get; set; }

    public Port? Metrics { get; set; }

    public CronSchedule Schedule { get; set; } = "@reboot";

    public UnixMode Mode { get; set; } = "u=rwx,g=rx,o=";

    public Duration Grace { get; set; } = TimeSpan.Zero;

    public override void Define(Host host)
    {
        var data = Data.IsGiven ? Data : "/var/lib/edges";
        if (Data == default || Data.Value is "" || Label == "relative/path")
        {
            host.Echo("default data");
        }

        if (AbsolutePath.TryParse(Label, out var path) && path != data)
        {
            host.Directory(path).Mode("0755");
        }

        host.Directory(data / "a b").Mode("1755");
        host.Directory(data / "..data").Mode("0000");
        host.File(data / $"{Metrics?.ToString() ?? "none"}.txt").Content("").Mode("0400").Owner("1000").Group("1000");
        host.File((AbsolutePath)"/" / "edges").Content("root\n").Mode("644");
        host.User("svc$").Comment("").System();
        host.User("a").Uid(Low ?? 0);
        host.Service("dev-disk-by\\x2dlabel-data.swap").Running();
        host.Service("getty@tty1").Running().Enabled();
        host.Service("app@a\\x2db.service").Stopped();
        host.Package("libstdc++6:amd64").Version("12.2.0-*");
        host.Package("g++").Hold(false);
        host.Owns("/etc/edges.d/*.conf").Except("*.local", "README");
        host.Command($"sleep 0").Timeout("1w2d3h4m5s6ms").Retry(1, Grace).ChangedWhen(_ => false);
        host.Echo(" ").Title("");
        host.Link(data / "up").Target("..");
        host.Link(data / "dangling").Target("/no/such/file").Force();
    }
}
