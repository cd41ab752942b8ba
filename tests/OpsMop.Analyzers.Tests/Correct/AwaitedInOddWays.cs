// Builders that are awaited in odd ways: later, elsewhere, in a loop, through a function, a tuple, a query.
public sealed partial class Work : Procedure
{
    public IReadOnlyList<string> Names { get; set; } = [];

    public override async Task RunAsync(Session host)
    {
        ServiceSessionBuilder? last = null;
        foreach (var name in Names)
        {
            last = host.Service(name);
            last.Running();
            await last;
        }

        last ??= host.Service("none").Stopped();
        if (await last is { Changed: true })
        {
            FileSessionBuilder file;
            var outcome = await (file = host.File("/etc/x").Mode("0644"));
            await host.Echo($"{outcome.Changed}").After(file);
        }

        Func<string, FileSessionBuilder> make = name => host.File($"/{name}").Mode("0644");
        foreach (var file in Names.Select(make))
        {
            file.Owner("root");
            await file;
        }

        var (a, b) = (host.Package("a"), host.Package("b"));
        a.Latest();
        await a;
        await b;
        await Task.WhenAll(Names.Select(async name => await host.Directory($"/srv/{name}").Mode("0755")));
        await InOrder(host.Echo("1"), host.Echo("2"));
        host.Echo("3").GetAwaiter().GetResult();

        static async Task InOrder(params EchoSessionBuilder[] echoes)
        {
            foreach (var echo in echoes)
            {
                echo.Title("one of several");
                await echo;
            }
        }
    }
}
