public sealed partial class Upgrade : Procedure
{
    public override async Task RunAsync(Session host)
    {
        await host.Service("app").Stopped();
        var app = await host.Package("app").Latest();

        var settings = host.File("/etc/app.conf").Mode("0644");
        settings.Content(app.Changed ? "new\n" : "old\n");
        await settings;

        await host.Service("app").Running();
    }
}

public sealed partial class Site : Role
{
    public string Page { get; set; } = "";

    public override void Define(Host host) => host.File("/srv/page.html").Content(Page).Mode("0644");
}

public sealed partial class Web : Policy
{
    private string _page = "";

    public override async Task LoadAsync(CancellationToken cancel) => _page = await Pages.RenderAsync("welcome");

    public override void Compose(Roles roles) => roles.Add<Site>(site => site.Page = _page);
}

public static class Pages
{
    public static Task<string> RenderAsync(string title) => Task.FromResult($"<h1>{title}</h1>\n");
}
