/// <summary>The shop on one server. Who watches the servers is told before and after, from here.</summary>
public sealed partial class Shop : Role, IContactHooks
{
    /// <summary>The version to run.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>Where it listens.</summary>
    public Port Port { get; set; } = 8080;

    /// <summary>Where the monitoring takes word of maintenance: <c>https://monitoring.example.com/api</c>. Not given, nobody is told.</summary>
    [Url]
    public string? Monitoring { get; set; }

    public override void Define(Host host)
    {
        var restart = host.Handler("restart shop", () => host.Service("shop").Restarted());
        host.Package("python3");
        host.Directory("/srv/shop").Mode("0755");
        host.File("/srv/shop/index.html").Content($"shop {Version}\n").Mode("0644").Notifies(restart);
        host.SystemdUnit("shop.service").Source("files/shop.service").DropIn("port", $"[Service]\nEnvironment=PORT={Port}\n").Running().Enabled();

        // Only a server that answers with the new version has done well, and is put back.
        host.FlushHandlers();
        host.WaitFor().Url($"http://127.0.0.1:{Port}/").Pattern(Version).Timeout("30s");
    }

    public Task BeforeContactAsync(Contact contact, CancellationToken cancel) => TellAsync("begin", contact, cancel);

    public Task AfterContactAsync(Contact contact, CancellationToken cancel) => TellAsync(contact.Outcome?.Error is null ? "end" : "failed", contact, cancel);

    private async Task TellAsync(string what, Contact contact, CancellationToken cancel)
    {
        if (Monitoring is not null)
        {
            using var http = new HttpClient();
            using var answer = await http.PostAsync(new Uri($"{Monitoring}/maintenance/{what}?host={contact.Host.Name}"), null, cancel);
            answer.EnsureSuccessStatusCode();
        }
    }
}
