/// <summary>A share of a file server.</summary>
[ResourceType("share")]
public sealed partial class ShareResource : Resource
{
    /// <summary>Its name on the network.</summary>
    [Key]
    public string Share { get; }

    /// <summary>How much it holds, in bytes; as much as there is where it is not given.</summary>
    public long? Quota { get; }

    /// <summary>What it holds at first.</summary>
    public SourceFile? Content { get; }
}

public sealed partial class FileServer : Role
{
    public string Prefix { get; set; } = "";

    public Handler? Reload { get; private set; }

    public override void Define(Host host) => Reload = host.Handler("reload samba", () => host.Service("smbd").Reloaded());
}
