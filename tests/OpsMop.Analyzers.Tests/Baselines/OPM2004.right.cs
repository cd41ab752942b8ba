public sealed partial class Proxy : Role
{
    private static readonly UnixMode s_private = "0600";
    private const string Folder = "/etc/proxy";

    /// <summary>Where it listens.</summary>
    public Port Port { get; set; } = 8080;

    /// <summary>How many requests it works on at a time.</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = 4;

    /// <summary>Whether it runs on a small machine.</summary>
    public bool IsSmall { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("755");
        host.File("/etc/proxy/key").Content("…").Mode(s_private);
        host.File("/etc/proxy/list").Url("https://example.org/list").Checksum("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08").Mode("u=rw,go=r");
        host.Command($"proxy --check").Timeout(IsSmall ? "90s" : "30s").ChangedWhen(_ => false);
        host.Shell($"proxy --title \"Grace's\" > /etc/proxy/title").Creates("/etc/proxy/title");
        host.User("proxy").Uid(0);
    }
}

public sealed partial class Proxies : Policy
{
    public override void Compose(Roles roles) => roles.Add<Proxy>(proxy => proxy.Workers = 64);
}
