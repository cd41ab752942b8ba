// Awaiting in every way: kept and awaited later, in loops, in conditions, in try, through methods.
public sealed partial class Waiting : Procedure
{
    public IReadOnlyList<string> Names { get; set; } = ["a"];

    public override async Task RunAsync(Session host)
    {
        var file = host.File("/srv/waiting").Content("a\n");
        file.Mode("0644");
        if (Names.Count > 1)
        {
            file.Owner("root");
        }

        var outcome = await file;
        foreach (var name in Names)
        {
            if ((await host.Package(name).Latest()).Changed || outcome.Changed)
            {
                await host.Service(name).Restarted();
            }
        }

        try
        {
            await host.Shell($"false | true").IgnoreErrors("it may fail");
        }
        finally
        {
            await Finish(host);
        }

        var answer = await host.QueryShell($"ls /srv | wc -l");
        await (answer.ExitCode == 0 ? host.Echo("done") : host.Echo("not done"));
    }

    private static async Task Finish(Session host) => await host.Command($"sync");
}
