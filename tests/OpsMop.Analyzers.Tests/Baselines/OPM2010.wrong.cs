public sealed partial class Upgrade : Procedure
{
    public override async Task RunAsync(Session host)
    {
        host.Service("app").Stopped();
        var app = await host.Package("app").Latest();

        var settings = host.File("/etc/app.conf").Mode("0644");
        settings.Content(app.Changed ? "new\n" : "old\n");

        await host.Service("app").Running();
    }
}

public sealed partial class Site : Role
{
    public override async void Define(Host host)
    {
        var page = await Pages.RenderAsync("welcome");
        host.File("/srv/page.html").Content(page).Mode("0644");
    }
}

public static class Pages
{
    public static Task<string> RenderAsync(string title) => Task.FromResult($"<h1>{title}</h1>\n");
}
