// A procedure says a thing twice, stops and starts, removes and makes: what comes next depends on what was.
public sealed partial class Move : Procedure
{
    public AbsolutePath Data { get; set; } = "/srv/data";

    public override async Task RunAsync(Session host)
    {
        await host.Service("app").Stopped();
        await host.Directory(Data).Absent();
        await host.Directory(Data).Mode("0755");
        await host.File(Data / "x").Content("1\n").Mode("0644");
        await host.File(Data / "x").Content("2\n").Mode("0644");
        await host.Link("/srv/current").Target("data");
        await host.Link("/srv/current").Target("data2");
        await host.Service("app").Running();
    }
}
