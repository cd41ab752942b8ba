// The clock, files and the environment, read where that is right: in the policy, in a procedure, in a function that runs at its turn.
public sealed partial class Web : Policy
{
    private static readonly string s_user = Environment.UserName;
    private IReadOnlyList<string> _names = [];

    public AbsolutePath Folder { get; set; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public override async Task LoadAsync(CancellationToken cancel) =>
        _names = File.Exists("names") ? await File.ReadAllLinesAsync("names", cancel) : [];

    public override void Compose(Roles roles)
    {
        roles.Add<Site>(site => (site.Since, site.User, site.Names) = (_names.Count, s_user, _names));
        roles.Add<Wait>();
    }
}

public sealed partial class Site : Role
{
    public int Since { get; set; }
    public string User { get; set; } = "";
    public IReadOnlyList<string> Names { get; set; } = [];

    public override void Define(Host host)
    {
        host.Echo($"since {Since}, by {User}").When(() => DateTime.Now.Hour is > 8 and < 18);
        host.Echo("at night").When(IsNight);
        host.Command($"check").Unless($"true").Retry(3, "1s", until: _ => DateTime.UtcNow.Second % 2 == 0);
    }

    private static bool IsNight() => DateTime.Now.Hour < 6;
}

public sealed partial class Wait : Procedure
{
    public override async Task RunAsync(Session host)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(10, host.Cancelled);
        }

        await host.Echo($"{Environment.ProcessId}");
    }
}
